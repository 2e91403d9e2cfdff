import * as Y from 'yjs';
import { weightOf } from '../../shared/scenario/quota.ts';
import { newValues } from '../../shared/scenario/entry-rows.ts';
import type { News } from './gate.ts';
import type { JournalRecord, JournalRow, Loaded, Snapshot } from './journal.ts';

/** What is durable of one document, in memory. Only rows of the journal ever enter. */
export interface Replica {
  head(): number;
  /** @param news what is known of its entries, where the gate has just read them */
  apply(row: JournalRow, news?: Known): void;
  clock(client: number): number;
  owner(client: number): string | undefined;
  holds(entryId: string): boolean;
  /** What counts against the quota: of all, or of what one user wrote. */
  weight(user?: string): number;
  stateVector(): Uint8Array;
  /** What a document with this state vector lacks, as one update. Throws on bytes that are no state vector. */
  difference(stateVector: Uint8Array): Uint8Array;
  snapshot(): Snapshot;
  destroy(): void;
}

type Known = Pick<News, 'ids' | 'weight'>;

/** The journal holds what no document can take in: the gate has a hole, or somebody changed rows by hand. */
export class BrokenJournal extends Error {}

export function createReplica(root: string, { snapshot, rows }: Loaded): Replica {
  const doc = new Y.Doc({ gc: false });
  const list = doc.getArray<unknown>(root);
  const owners = new Map<number, string>(snapshot?.owners);
  const ids = new Set<string>();
  const weights = new Map<string, number>();
  let total = 0;
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

  function apply(row: JournalRow, news?: Known): void {
    if (row.seq !== head + 1) throw new BrokenJournal(`row ${row.seq} follows row ${head}`);
    const from = clock(row.client);
    integrate(row.bytes);
    head = row.seq;
    if (!owners.has(row.client)) owners.set(row.client, row.user);
    if (news) {
      for (const id of news.ids) ids.add(id);
      count(row.user, news.weight);
    } else for (const value of newValues(row.bytes, row.client, from) ?? []) remember(value);
  }

  function remember(value: unknown): void {
    const { id, by } = (value ?? {}) as { id?: unknown; by?: unknown };
    if (typeof id === 'string') ids.add(id);
    // Who signed it is who wrote it: the gate has seen to that.
    count(typeof by === 'string' ? by : '', weightOf(value));
  }

  function count(user: string, weight: number): void {
    total += weight;
    weights.set(user, (weights.get(user) ?? 0) + weight);
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
    weight: (user) => (user === undefined ? total : (weights.get(user) ?? 0)),
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
  weight(user?: string): number;
  add(record: JournalRecord, news: Pick<News, 'end' | 'ids' | 'weight'>): void;
}

export function draftOf(replica: Replica): Draft {
  const records: JournalRecord[] = [];
  const clocks = new Map<number, number>();
  const owners = new Map<number, string>();
  const ids = new Set<string>();
  const weights = new Map<string, number>();
  let total = 0;
  return {
    records,
    clock: (client) => clocks.get(client) ?? replica.clock(client),
    owner: (client) => replica.owner(client) ?? owners.get(client),
    holds: (entryId) => ids.has(entryId) || replica.holds(entryId),
    weight: (user) => replica.weight(user) + (user === undefined ? total : (weights.get(user) ?? 0)),
    add(record, { end, ids: entryIds, weight }) {
      records.push(record);
      clocks.set(record.client, end);
      if (!owners.has(record.client)) owners.set(record.client, record.user);
      for (const id of entryIds) ids.add(id);
      total += weight;
      weights.set(record.user, (weights.get(record.user) ?? 0) + weight);
    },
  };
}
