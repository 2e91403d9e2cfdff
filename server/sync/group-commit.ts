import type { Appended, Batch, Journal, JournalStore } from './journal.ts';

interface Waiting {
  readonly batch: Batch;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What all rooms append while a commit is under way goes into the next one together: one transaction at a time, however
 * many people type. A document is in it once: a room on its way out may still append while the next one, of a new epoch
 * perhaps, does already.
 */
export function groupCommit(store: JournalStore): Journal {
  let waiting: Waiting[] = [];
  let busy = false;

  async function work(): Promise<void> {
    // Rooms that are ready in this turn of the event loop commit together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = onePerDocument(waiting);
      waiting = waiting.filter((one) => !group.includes(one));
      await commit(group);
    }
    busy = false;
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      const answers = await store.appendAll(group.map(({ batch }) => batch));
      for (const [index, { resolve, reject }] of group.entries()) {
        const answer = answers[index];
        if (answer) resolve(answer);
        else reject(new Error('the journal gave fewer answers than it was asked for'));
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    append: (batch) =>
      new Promise((resolve, reject) => {
        waiting.push({ batch, resolve, reject });
        if (busy) return;
        busy = true;
        void work();
      }),
    load: store.load,
    readAfter: store.readAfter,
    heads: store.heads,
    saveSnapshot: store.saveSnapshot,
    rebuild: store.rebuild,
  };
}

/** The first of each document. */
function onePerDocument(waiting: readonly Waiting[]): readonly Waiting[] {
  const first = new Map<number, Waiting>();
  for (const one of waiting) if (!first.has(one.batch.document)) first.set(one.batch.document, one);
  return [...first.values()];
}
