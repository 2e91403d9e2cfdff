import * as Y from 'yjs';
import { isEdit } from '../../shared/scenario/entry.ts';
import { droppableIds } from '../../shared/scenario/compact.ts';
import { newValues } from '../../shared/scenario/entry-rows.ts';
import type { CarriedRow, JournalRow, NextEpoch } from './journal.ts';

export interface CompactionOptions {
  readonly root: string;
  /** Entries stamped before have settled. */
  readonly settledBefore: number;
  /** A client id nobody has. */
  readonly newClient: () => number;
  readonly worth: Worth;
}

/** What a compaction must be good for, since it sends everybody back to the start of the document. */
export interface Worth {
  /** Entries dropped. */
  readonly entries: number;
  /** Of all entries. */
  readonly share: number;
}

export interface Compacted {
  readonly next: NextEpoch;
  readonly entries: number;
  readonly dropped: number;
}

/** Fewer rows are read one by one as fast. */
const SNAPSHOT_FROM = 200;

/**
 * A document without the entries that cannot matter any more, as the rows of its next epoch; undefined where that is not
 * worth it. What stays keeps its order and its content; an author's entries stand under one client id of his.
 */
export function compactRows(rows: readonly JournalRow[], options: CompactionOptions): Compacted | undefined {
  const values = rows.map(({ bytes, client }) => newValues(bytes, client, 0));
  // Bytes the gate would not have let in: such a document is left alone.
  if (values.includes(undefined)) return undefined;
  const entries = values.flatMap((some) => some ?? []);
  const dropped = droppableIds(entries.filter(isEdit), options.settledBefore);
  if (dropped.size < options.worth.entries || dropped.size < options.worth.share * entries.length) return undefined;
  const stays = (value: unknown): boolean => !isEdit(value) || !dropped.has(value.id);
  const kept = values.map((some) => (some ?? []).filter(stays));
  return { next: nextEpoch(rows, kept, options), entries: entries.length, dropped: dropped.size };
}

function nextEpoch(
  rows: readonly JournalRow[],
  kept: readonly (readonly unknown[])[],
  { root, settledBefore, newClient }: CompactionOptions,
): NextEpoch {
  const doc = new Y.Doc({ gc: false });
  const list = doc.getArray<unknown>(root);
  const clients = new Map<string, number>();
  const carried: CarriedRow[] = [];
  let bytes: Uint8Array = new Uint8Array();
  doc.on('update', (update: Uint8Array) => {
    bytes = update;
  });
  for (const [index, { user, seq }] of rows.entries()) {
    const values = kept[index] ?? [];
    if (values.length === 0) continue;
    const client = clients.get(user) ?? unusedClient(clients, newClient);
    clients.set(user, client);
    doc.clientID = client;
    list.push([...values]);
    carried.push({ bytes, client, from: seq });
  }
  const owners = new Map([...clients].map(([user, client]) => [client, user]));
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  const snapshot = carried.length < SNAPSHOT_FROM ? undefined : { seq: carried.length, state, owners };
  return { settledBefore, rows: carried, snapshot };
}

function unusedClient(clients: ReadonlyMap<string, number>, newClient: () => number): number {
  for (;;) {
    const client = newClient();
    if (![...clients.values()].includes(client)) return client;
  }
}
