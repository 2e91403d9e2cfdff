import { describe, expect, test } from 'vitest';
import { LEA } from './fixtures.ts';
import type { Batch, JournalRecord, JournalRow, JournalStore, NextEpoch } from '../journal.ts';

export interface ContractSubject {
  readonly store: JournalStore;
  /** A new document, open for writing, in epoch 1. */
  readonly newDocument: () => Promise<number>;
  readonly closeDocument: (document: number) => Promise<void>;
  /** Of somebody who may be written down as an author. */
  readonly user: string;
}

/** What every journal keeps to. */
export function describeJournal(name: string, subject: () => ContractSubject): void {
  const record = (n: number): JournalRecord => ({ bytes: Uint8Array.of(n, 255, 0), client: 2 ** 32 - n, user: user() });
  const user = (): string => subject().user || LEA;
  const batch = (document: number, after: number, ...records: JournalRecord[]): Batch => ({
    document,
    epoch: 1,
    after,
    records,
  });
  const seqs = async (document: number, after = 0): Promise<number[]> =>
    (await subject().store.readAfter({ document, epoch: 1, seq: after })).map(({ seq }) => seq);

  describe(`${name} keeps the contract of a journal`, () => {
    test('gives back what was appended, in order, byte for byte', async () => {
      const document = await subject().newDocument();
      expect(await subject().store.appendAll([batch(document, 0, record(1), record(2))])).toEqual(['committed']);
      expect(await subject().store.appendAll([batch(document, 2, record(3))])).toEqual(['committed']);
      const { snapshot, rows } = await subject().store.load(document, 1);
      expect(snapshot).toBeUndefined();
      expect(rows).toEqual([1, 2, 3].map((n) => ({ ...record(n), seq: n })));
      expect(await seqs(document, 1)).toEqual([2, 3]);
      expect(await seqs(document, 3)).toEqual([]);
    });

    test('of two that append after the same row one is behind, and leaves nothing', async () => {
      const document = await subject().newDocument();
      const answers = await Promise.all([
        subject().store.appendAll([batch(document, 0, record(1), record(2))]),
        subject().store.appendAll([batch(document, 0, record(3), record(4), record(5))]),
      ]);
      expect(answers.flat().toSorted()).toEqual(['behind', 'committed']);
      expect((await seqs(document)).length).toBe(answers[0]?.[0] === 'committed' ? 2 : 3);
    });

    test('a document that is behind or closed does not hold the others of its group back', async () => {
      const [behind, closed, fine] = await Promise.all([1, 2, 3].map(() => subject().newDocument()));
      await subject().store.appendAll([batch(behind!, 0, record(1))]);
      await subject().closeDocument(closed!);
      const group = [batch(behind!, 0, record(2), record(3)), batch(closed!, 0, record(4)), batch(fine!, 0, record(5))];
      expect(await subject().store.appendAll(group)).toEqual(['behind', 'closed', 'committed']);
      expect(await seqs(behind!)).toEqual([1]);
      expect(await seqs(closed!)).toEqual([]);
      expect(await seqs(fine!)).toEqual([1]);
    });

    test('groups of the same documents in opposite order do not wait for each other for ever', async () => {
      const [a, b] = await Promise.all([subject().newDocument(), subject().newDocument()]);
      for (let round = 0; round < 20; round++) {
        const answers = await Promise.all([
          subject().store.appendAll([batch(a!, round, record(1)), batch(b!, round, record(1))]),
          subject().store.appendAll([batch(b!, round, record(2)), batch(a!, round, record(2))]),
        ]);
        expect(answers.flat().filter((answer) => answer === 'committed').length).toBe(2);
      }
      expect(await seqs(a!)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    });

    test('a document is in a group once, or none of the group is kept', async () => {
      const [a, b] = await Promise.all([subject().newDocument(), subject().newDocument()]);
      const group = [batch(a!, 0, record(1)), batch(b!, 0, record(2)), { ...batch(a!, 1, record(3)), epoch: 2 }];
      await expect(subject().store.appendAll(group)).rejects.toThrow('twice');
      expect([await seqs(a!), await seqs(b!)]).toEqual([[], []]);
    });

    test('epochs are apart', async () => {
      const document = await subject().newDocument();
      await subject().store.appendAll([batch(document, 0, record(1))]);
      expect((await subject().store.load(document, 2)).rows).toEqual([]);
      expect(await subject().store.readAfter({ document, epoch: 2, seq: 0 })).toEqual([]);
    });

    test('heads tells where something is new', async () => {
      const [a, b] = await Promise.all([subject().newDocument(), subject().newDocument()]);
      await subject().store.appendAll([batch(a!, 0, record(1), record(2)), batch(b!, 0, record(3))]);
      const heads = await subject().store.heads([
        { document: a!, epoch: 1, seq: 1 },
        { document: b!, epoch: 1, seq: 1 },
      ]);
      expect(heads).toEqual([2, undefined]);
      expect(await subject().store.heads([])).toEqual([]);
    });

    describe('a rebuilt document', () => {
      const next = (...from: number[]): NextEpoch => ({
        settledBefore: 7,
        rows: from.map((seq) => ({ bytes: Uint8Array.of(100 + seq), client: 50 + seq, from: seq })),
        snapshot: undefined,
      });

      test('starts its next epoch with the rows made of the last, which stay, and takes nothing for the last', async () => {
        const { store, newDocument } = subject();
        const document = await newDocument();
        await store.appendAll([batch(document, 0, record(1), record(2), record(3))]);
        let shown: readonly JournalRow[] = [];
        const make = (rows: readonly JournalRow[]): NextEpoch => {
          shown = rows;
          return next(1, 3);
        };
        expect(await store.rebuild(document, 1, make)).toBe('begun');
        expect(shown).toEqual([1, 2, 3].map((n) => ({ ...record(n), seq: n })));
        expect(await store.load(document, 2)).toEqual({
          snapshot: undefined,
          rows: [
            { bytes: Uint8Array.of(101), client: 51, user: user(), seq: 1 },
            { bytes: Uint8Array.of(103), client: 53, user: user(), seq: 2 },
          ],
        });
        expect(await seqs(document)).toEqual([1, 2, 3]);
        expect(await store.appendAll([batch(document, 3, record(4))])).toEqual(['closed']);
        expect(await store.appendAll([{ ...batch(document, 2, record(4)), epoch: 2 }])).toEqual(['committed']);
        const at = (epoch: number, seq: number) => ({ document, epoch, seq });
        expect(await store.heads([at(1, 3), at(2, 2), at(2, 3)])).toEqual(['ended', 3, undefined]);
      });

      test('has its snapshot at once where it brings one', async () => {
        const { store, newDocument } = subject();
        const document = await newDocument();
        await store.appendAll([batch(document, 0, record(1))]);
        const snapshot = { seq: 1, state: Uint8Array.of(9, 0), owners: new Map([[51, user()]]) };
        expect(await store.rebuild(document, 1, () => ({ ...next(1), snapshot }))).toBe('begun');
        expect(await store.load(document, 2)).toEqual({ snapshot, rows: [] });
      });

      test('stays as it is when there is nothing to gain, when it is in another epoch, and when that fails', async () => {
        const { store, newDocument } = subject();
        const document = await newDocument();
        await store.appendAll([batch(document, 0, record(1))]);
        expect(await store.rebuild(document, 1, () => undefined)).toBe('unchanged');
        expect(await store.rebuild(document, 2, () => next())).toBe('moved');
        const broken = (): NextEpoch => {
          throw new Error('broken');
        };
        await expect(store.rebuild(document, 1, broken)).rejects.toThrow('broken');
        expect(await store.appendAll([batch(document, 1, record(2))])).toEqual(['committed']);
      });

      test('of those who rebuild and those who append at one moment, none overwrites another', async () => {
        const { store, newDocument } = subject();
        for (let round = 0; round < 20; round++) {
          const document = await newDocument();
          await store.appendAll([batch(document, 0, record(1))]);
          const rebuild = async (): Promise<number> => {
            let seen = 0;
            const answer = await store.rebuild(document, 1, (rows) => {
              seen = rows.length;
              return next(1);
            });
            return answer === 'begun' ? seen : 0;
          };
          const [one, two, [appended]] = await Promise.all([
            rebuild(),
            rebuild(),
            store.appendAll([batch(document, 1, record(2))]),
          ]);
          // At most one begins, and it has seen what was committed.
          expect(Math.min(one, two)).toBe(0);
          const begun = Math.max(one, two);
          if (appended === 'committed') expect([0, 2]).toContain(begun);
          else expect([appended, begun]).toEqual(['closed', 1]);
        }
      });
    });

    test('a snapshot stands for the rows before it, and an older one does not replace it', async () => {
      const document = await subject().newDocument();
      await subject().store.appendAll([batch(document, 0, record(1), record(2), record(3))]);
      const owners = new Map([[4294967295, user()]]);
      const snapshot = { seq: 2, state: Uint8Array.of(9, 0, 255), owners };
      await subject().store.saveSnapshot(document, 1, snapshot);
      await subject().store.saveSnapshot(document, 1, { ...snapshot, seq: 1 });
      const loaded = await subject().store.load(document, 1);
      expect(loaded.snapshot).toEqual(snapshot);
      expect(loaded.rows.map(({ seq }) => seq)).toEqual([3]);
    });
  });
}
