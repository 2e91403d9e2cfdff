import type { Appended, Batch, JournalRow, JournalStore, Snapshot } from './journal.ts';

export interface MemoryJournal extends JournalStore {
  /** Further appends to this document are answered `closed`. */
  close(document: number): void;
  rows(document: number, epoch: number): readonly JournalRow[];
}

/** The journal without a database: for tests and simulations, held to the same contract. */
export function createMemoryJournal(): MemoryJournal {
  const documents = new Map<string, JournalRow[]>();
  const snapshots = new Map<string, Snapshot>();
  const closed = new Set<number>();

  const keyOf = (document: number, epoch: number): string => `${document}/${epoch}`;
  const rows = (document: number, epoch: number): JournalRow[] => documents.get(keyOf(document, epoch)) ?? [];

  function appendOne({ document, epoch, after, records }: Batch): Appended {
    const known = rows(document, epoch);
    if (closed.has(document)) return 'closed';
    if (known.length !== after) return 'behind';
    const added = records.map((record, index) => ({ ...record, seq: after + index + 1 }));
    documents.set(keyOf(document, epoch), [...known, ...added]);
    return 'committed';
  }

  return {
    rows,
    close: (document) => void closed.add(document),
    appendAll: async (batches) => batches.map(appendOne),
    load: async (document, epoch) => {
      const snapshot = snapshots.get(keyOf(document, epoch));
      return { snapshot, rows: rows(document, epoch).slice(snapshot?.seq ?? 0) };
    },
    readAfter: async ({ document, epoch, seq }) => rows(document, epoch).slice(seq),
    heads: async (positions) => {
      const found = positions.map((p) => [p.document, rows(p.document, p.epoch).length, p.seq] as const);
      return new Map(found.flatMap(([document, head, seq]) => (head > seq ? [[document, head]] : [])));
    },
    saveSnapshot: async (document, epoch, snapshot) => {
      const known = snapshots.get(keyOf(document, epoch));
      if (!known || known.seq < snapshot.seq) snapshots.set(keyOf(document, epoch), snapshot);
    },
  };
}
