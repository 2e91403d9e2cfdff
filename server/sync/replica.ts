import * as Y from 'yjs';
import { newValues } from './gate.ts';
import type { JournalRecord, JournalRow, Loaded, Snapshot } from './journal.ts';

/** What is durable of one document, in memory. Only rows of the journal ever enter. */
export interface Replica {
  head(): number;
  apply(row: JournalRow): void;
  clock(client: number): number;
  owner(client: number): string | undefined;
  holds(entryId: string): boolean;
  stateVector(): Uint8Array;
  /** What a document with this state vector lacks, as one update. Throws on bytes that are no state vector. */
  difference(stateVector: Uint8Array): Uint8Array;
  snapshot(): Snapshot;
  destroy(): void;
}

/** The journal holds what no document can take in: the gate has a hole, or somebody changed rows by hand. */
export class BrokenJournal extends Error {}

export function createReplica(root: string, { snapshot, rows }: Loaded): Replica {
  const doc = new Y.Doc({ gc: false });
  const list = doc.getArray<unknown>(root);
  const owners = new Map<number, string>(snapshot?.owners);
  const ids = new Set<string>();
  let head = snapshot?.seq ?? 0;
  if (snapshot) integrate(snapshot.state);
  for (const value of list.toArray()) remember(value);
  for (const row of rows) apply(row);

  function integrate(bytes: Uint8Array): void {
    Y.applyUpdate(doc, bytes);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
      throw new BrokenJournal(`the document has a gap after row ${head}`);
    }
  }

  function apply(row: JournalRow): void {
    if (row.seq !== head + 1) throw new BrokenJournal(`row ${row.seq} follows row ${head}`);
    const from = clock(row.client);
    integrate(row.bytes);
    head = row.seq;
    if (!owners.has(row.client)) owners.set(row.client, row.user);
    for (const value of newValues(row.bytes, row.client, from) ?? []) remember(value);
  }

  function remember(value: unknown): void {
    const id = (value as { id?: unknown } | null)?.id;
    if (typeof id === 'string') ids.add(id);
  }

  function clock(client: number): number {
    return Y.getState(doc.store, client);
  }

  return {
    head: () => head,
    apply,
    clock,
    owner: (client) => owners.get(client),
    holds: (entryId) => ids.has(entryId),
    stateVector: () => Y.encodeStateVector(doc),
    difference: (stateVector) => Y.encodeStateAsUpdate(doc, stateVector),
    snapshot: () => ({ seq: head, state: Y.encodeStateAsUpdate(doc), owners: new Map(owners) }),
    destroy: () => doc.destroy(),
  };
}

/** A replica as it will be once the records appended to it are durable. */
export interface Draft {
  readonly records: readonly JournalRecord[];
  clock(client: number): number;
  owner(client: number): string | undefined;
  holds(entryId: string): boolean;
  add(record: JournalRecord, end: number, entryIds: readonly string[]): void;
}

export function draftOf(replica: Replica): Draft {
  const records: JournalRecord[] = [];
  const clocks = new Map<number, number>();
  const owners = new Map<number, string>();
  const ids = new Set<string>();
  return {
    records,
    clock: (client) => clocks.get(client) ?? replica.clock(client),
    owner: (client) => replica.owner(client) ?? owners.get(client),
    holds: (entryId) => ids.has(entryId) || replica.holds(entryId),
    add(record, end, entryIds) {
      records.push(record);
      clocks.set(record.client, end);
      if (!owners.has(record.client)) owners.set(record.client, record.user);
      for (const id of entryIds) ids.add(id);
    },
  };
}
