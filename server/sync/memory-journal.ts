import { refuseTwice } from './journal.ts';
import type { Appended, Batch, JournalRow, JournalStore, Snapshot } from './journal.ts';

export interface MemoryJournal extends JournalStore {
  /** Further appends to this document are answered `closed`. */
  close(document: number): void;
  rows(document: number, epoch: number): readonly JournalRow[];
  epochOf(document: number): number;
}

/** The journal without a database: for tests and simulations, held to the same contract. */
export function createMemoryJournal(): MemoryJournal {
  const documents = new Map<string, JournalRow[]>();
  const snapshots = new Map<string, Snapshot>();
  const closed = new Set<number>();
  const epochs = new Map<number, number>();

  const keyOf = (document: number, epoch: number): string => `${document}/${epoch}`;
  const rows = (document: number, epoch: number): JournalRow[] => documents.get(keyOf(document, epoch)) ?? [];
  const epochOf = (document: number): number => epochs.get(document) ?? 1;

  function appendOne({ document, epoch, after, records }: Batch): Appended {
    const known = rows(document, epoch);
    if (closed.has(document) || epoch !== epochOf(document)) return 'closed';
    if (known.length !== after) return 'behind';
    const added = records.map((record, index) => ({ ...record, seq: after + index + 1 }));
    documents.set(keyOf(document, epoch), [...known, ...added]);
    return 'committed';
  }

  return {
    rows,
    epochOf,
    close: (document) => void closed.add(document),
    appendAll: async (batches) => {
      refuseTwice(batches);
      return batches.map(appendOne);
    },
    load: async (document, epoch) => {
      const snapshot = snapshots.get(keyOf(document, epoch));
      return { snapshot, rows: rows(document, epoch).slice(snapshot?.seq ?? 0) };
    },
    readAfter: async ({ document, epoch, seq }) => rows(document, epoch).slice(seq),
    heads: async (positions) =>
      positions.map(({ document, epoch, seq }) => {
        const head = rows(document, epoch).length;
        if (epoch !== epochOf(document)) return 'ended';
        return head > seq ? head : undefined;
      }),
    saveSnapshot: async (document, epoch, snapshot) => {
      const known = snapshots.get(keyOf(document, epoch));
      if (!known || known.seq < snapshot.seq) snapshots.set(keyOf(document, epoch), snapshot);
    },
    rebuild: async (document, epoch, make) => {
      const known = rows(document, epoch);
      const next = make(known);
      if (!next) return 'unchanged';
      // Others write while a real one works.
      await new Promise((resolve) => setImmediate(resolve));
      if (epoch !== epochOf(document) || rows(document, epoch).length !== known.length) return 'moved';
      const carried = next.rows.map(({ bytes, client, from }, index) => ({
        bytes,
        client,
        user: known[from - 1]!.user,
        seq: index + 1,
      }));
      documents.set(keyOf(document, epoch + 1), carried);
      if (next.snapshot) snapshots.set(keyOf(document, epoch + 1), next.snapshot);
      epochs.set(document, epoch + 1);
      return 'begun';
    },
  };
}
