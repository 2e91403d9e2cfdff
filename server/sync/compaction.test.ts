import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { compactRows } from './compaction.ts';
import { judgeUpdate, UPDATE_LIMITS } from './gate.ts';
import { createReplica } from './replica.ts';
import { anEdit, createRandom, entryId, judgeFor, LEA, MAX } from './testing/fixtures.ts';
import type { CompactionOptions } from './compaction.ts';
import type { JournalRow } from './journal.ts';

const ROOT = 'edits';
const AFTER = Number.MAX_SAFE_INTEGER;
const random = createRandom(4);
const options = (changes: Partial<CompactionOptions> = {}): CompactionOptions => ({
  root: ROOT,
  settledBefore: AFTER,
  newClient: () => random.below(2 ** 32),
  worth: { entries: 1, share: 0 },
  ...changes,
});

/** The journal of people who wrote one after the other, each row a transaction of entries. */
function journalOf(...transactions: { by: string; entries: unknown[] }[]): JournalRow[] {
  const docs = new Map<string, Y.Doc>();
  return transactions.map(({ by, entries }, index) => {
    const doc = docs.get(by) ?? new Y.Doc();
    docs.set(by, doc);
    const before = Y.encodeStateVector(doc);
    doc.getArray(ROOT).push(entries);
    const bytes = Y.encodeStateAsUpdate(doc, before);
    for (const other of docs.values()) if (other !== doc) Y.applyUpdate(other, bytes);
    return { seq: index + 1, bytes, client: doc.clientID, user: by };
  });
}

/** `n` values of the same cell, each over the one before. */
const chain = (n: number): { by: string; entries: unknown[] }[] =>
  Array.from({ length: n }, (_, index) => {
    const by = index % 3 === 0 ? MAX : LEA;
    return { by, entries: [anEdit(index + 1, { by, over: index === 0 ? [] : [entryId(index)] })] };
  });

function load(rows: NonNullable<ReturnType<typeof compactRows>>['next']['rows'], users: readonly string[]): Y.Doc {
  const replica = createReplica(ROOT, {
    snapshot: undefined,
    rows: rows.map(({ bytes, client, from }, index) => ({ bytes, client, user: users[from - 1]!, seq: index + 1 })),
  });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, replica.difference(Uint8Array.of(0)));
  return doc;
}

describe('a compacted document', () => {
  const rows = journalOf(
    ...chain(6),
    { by: MAX, entries: [anEdit(7, { by: MAX, op: 'target', v: 1 }), anEdit(8, { by: MAX, over: [entryId(6)] })] },
    { by: LEA, entries: [anEdit(9, { over: [entryId(8)], note: 'soldes' })] },
  );
  const users = rows.map(({ user }) => user);

  test('holds what matters in the order it had, each row under its author', () => {
    const { next, entries, dropped } = compactRows(rows, options())!;
    expect({ entries, dropped }).toEqual({ entries: 9, dropped: 6 });
    expect(next.rows.map(({ from }) => from)).toEqual([7, 8]);
    const list = load(next.rows, users).getArray(ROOT).toArray();
    expect(list).toEqual([
      anEdit(7, { by: MAX, op: 'target', v: 1 }),
      anEdit(8, { by: MAX, over: [entryId(6)] }),
      anEdit(9, { over: [entryId(8)], note: 'soldes' }),
    ]);
    expect(new Set(next.rows.map(({ client }) => client)).size).toBe(2);
  });

  test('is something the gate lets people go on from', () => {
    const { next } = compactRows(rows, options())!;
    const doc = load(next.rows, users);
    const before = Y.encodeStateVector(doc);
    doc.getArray(ROOT).push([anEdit(20, { over: [entryId(9), entryId(3)] })]);
    const verdict = judgeUpdate(
      Y.encodeStateAsUpdate(doc, before),
      {
        root: ROOT,
        user: LEA,
        mayWrite: true,
        clock: (client) => (client === doc.clientID ? 0 : Y.getState(doc.store, client)),
        owner: () => undefined,
        holds: () => false,
        room: () => ({ document: 1, person: 1 }),
        judgeEntry: (value) => judgeFor('IDF')(value, LEA),
      },
      UPDATE_LIMITS,
    );
    expect(verdict).toMatchObject({ kind: 'news', ids: [entryId(20)] });
  });

  test('leaves out what is settled only, and is not made when little would go', () => {
    const before = (n: number): number => anEdit(n)['at'] as number;
    expect(compactRows(rows, options({ settledBefore: before(5) }))?.dropped).toBe(2);
    expect(compactRows(rows, options({ settledBefore: before(3) }))).toBeUndefined();
    expect(compactRows(rows, options({ worth: { entries: 7, share: 0 } }))).toBeUndefined();
    expect(compactRows(rows, options({ worth: { entries: 1, share: 0.7 } }))).toBeUndefined();
  });

  test('keeps values that are no entries, and is not made of bytes that are no update', () => {
    const odd = journalOf(...chain(4), { by: LEA, entries: [7, { id: entryId(1), odd: true }] });
    const { next } = compactRows(odd, options())!;
    expect(
      load(
        next.rows,
        odd.map(({ user }) => user),
      )
        .getArray(ROOT)
        .toArray()
        .slice(-2),
    ).toEqual([7, { id: entryId(1), odd: true }]);
    expect(compactRows([...odd, { ...odd[0]!, seq: 6, bytes: Uint8Array.of(1, 2) }], options())).toBeUndefined();
  });

  test('comes with a snapshot when it is long, equal to its rows', () => {
    expect(compactRows(rows, options())?.next.snapshot).toBeUndefined();
    const many = Array.from({ length: 250 }, (_, n) => ({
      by: LEA,
      entries: [anEdit(100 + n, { cell: `ca_ttc|M:M00${1 + (n % 2)}|*|2027-0${1 + (n % 9)}`, op: 'pct' })],
    }));
    const long = journalOf(...chain(7), ...many);
    const { next } = compactRows(long, options())!;
    const { seq, state, owners } = next.snapshot!;
    expect(seq).toBe(next.rows.length);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    const byRows = load(
      next.rows,
      long.map(({ user }) => user),
    );
    expect(doc.getArray(ROOT).toArray()).toEqual(byRows.getArray(ROOT).toArray());
    expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(byRows));
    expect([...owners.values()].toSorted()).toEqual([LEA, MAX].toSorted());
    for (const { client, from } of next.rows) expect(owners.get(client)).toBe(long[from - 1]!.user);
  });
});
