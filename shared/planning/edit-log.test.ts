import { describe, expect, test } from 'vitest';
import { compareEdits } from './edit.ts';
import { createEditLog } from './edit-log.ts';
import { createRandom } from './testing/random.ts';
import { entry, smallHierarchy } from './testing/small-plan.ts';
import type { Edit } from './edit.ts';

const CELL = 'ca_ttc|M:M1|*|2027-01';

function judged(edits: readonly Edit[]): Record<string, string> {
  const log = createEditLog(smallHierarchy);
  log.add(edits);
  return Object.fromEntries(edits.map((edit) => [edit.id, log.entry(edit)?.status ?? 'unknown']));
}

describe('what counts on a cell', () => {
  test('thousands of entries on one cell, in any order, are put in order with few comparisons', () => {
    const random = createRandom(5);
    const count = 3_000;
    let reads = 0;
    const counted = (edit: Edit): Edit =>
      Object.defineProperty({ ...edit }, 'at', { enumerable: true, get: () => (reads++, edit.at) });
    const edits = Array.from({ length: count }, (_, n) => entry(n + 1, 'add', CELL, 1));
    const log = createEditLog(smallHierarchy);
    log.add(random.shuffle(edits).map(counted));
    expect(log.onCell(CELL).map(({ edit }) => edit.id)).toEqual(edits.map(({ id }) => id));
    expect(reads).toBeLessThan(count * 200);
  });

  test('a set replaces the entries its author saw', () => {
    const edits = [entry(1, 'set', CELL, 5), entry(2, 'set', CELL, 6, { over: ['e1'] })];
    expect(judged(edits)).toEqual({ e1: 'superseded', e2: 'counts' });
  });

  test('[E4] of two sets unaware of each other the later counts and the other is a conflict', () => {
    const log = createEditLog(smallHierarchy);
    const [ada, bob] = [entry(1, 'set', CELL, 5), entry(2, 'set', CELL, 6, { by: 'bob' })];
    log.add([bob, ada]);
    expect(log.conflicts()).toEqual([{ cell: CELL, kept: bob, lost: [ada] }]);
    log.add([entry(3, 'set', CELL, 5, { over: ['e1', 'e2'] })]);
    expect(log.conflicts()).toEqual([]);
  });

  test('[E4] relative changes after the set compose, those before it are lost', () => {
    const edits = [
      entry(1, 'pct', CELL, 0.1),
      entry(2, 'set', CELL, 6),
      entry(3, 'add', CELL, 1),
      entry(4, 'pct', CELL, 0.05),
    ];
    expect(judged(edits)).toEqual({ e1: 'lost', e2: 'counts', e3: 'counts', e4: 'counts' });
  });

  test('[E3] equal stamps are ordered by id, by code unit', () => {
    const edits = [entry(1, 'set', CELL, 5, { id: 'a' }), entry(1, 'set', CELL, 6, { id: 'B' })];
    expect(judged(edits)).toEqual({ a: 'counts', B: 'lost' });
  });

  test('a clear takes away what its author saw and nothing else', () => {
    const edits = [
      entry(1, 'set', CELL, 5),
      entry(2, 'pct', CELL, 0.1),
      entry(3, 'clear', CELL, undefined, { over: ['e1'] }),
    ];
    expect(judged(edits)).toEqual({ e1: 'superseded', e2: 'counts', e3: 'silent' });
  });

  test('a superseded set still hides what it replaced', () => {
    const edits = [
      entry(1, 'set', CELL, 5),
      entry(2, 'set', CELL, 6, { over: ['e1'] }),
      entry(3, 'set', CELL, 7, { over: ['e2'] }),
    ];
    expect(judged(edits)).toEqual({ e1: 'superseded', e2: 'superseded', e3: 'counts' });
  });

  test('naming entries of another cell replaces nothing there', () => {
    const edits = [entry(1, 'set', CELL, 5), entry(2, 'set', 'ca_ttc|M:M3|*|2027', 6, { over: ['e1'] })];
    expect(judged(edits)).toEqual({ e1: 'counts', e2: 'counts' });
  });
});

describe('undo', () => {
  test('takes back its author’s own entry, and an undo of the undo brings it back', () => {
    const edits = [entry(1, 'set', CELL, 5), entry(2, 'undo', CELL, undefined, { over: ['e1'] })];
    expect(judged(edits)).toEqual({ e1: 'dead', e2: 'silent' });
    const redo = entry(3, 'undo', CELL, undefined, { over: ['e2'] });
    expect(judged([...edits, redo])).toEqual({ e1: 'counts', e2: 'dead', e3: 'silent' });
  });

  test('brings back what the undone set had replaced', () => {
    const edits = [
      entry(1, 'set', CELL, 5),
      entry(2, 'set', CELL, 6, { over: ['e1'] }),
      entry(3, 'undo', CELL, undefined, { over: ['e2'] }),
    ];
    expect(judged(edits)).toEqual({ e1: 'counts', e2: 'dead', e3: 'silent' });
  });

  test('[E5] leaves a colleague’s later value alone', () => {
    const edits = [
      entry(1, 'set', CELL, 5),
      entry(2, 'set', CELL, 6, { by: 'lea', over: ['e1'] }),
      entry(3, 'undo', CELL, undefined, { over: ['e1'] }),
    ];
    expect(judged(edits)).toEqual({ e1: 'dead', e2: 'counts', e3: 'silent' });
  });

  test.each([
    ['of a colleague', entry(2, 'undo', CELL, undefined, { by: 'bob', over: ['e1'] })],
    ['from another sheet', entry(2, 'undo', 'ca_ttc|R:SUD|*|2027', undefined, { over: ['e1'] })],
    ['of what comes later', entry(0, 'undo', CELL, undefined, { over: ['e1'] })],
  ])('[E5] does not reach an entry %s', (_what, undo) => {
    expect(judged([entry(1, 'set', CELL, 5), undo])['e1']).toBe('counts');
  });

  test('[E3] two undos that name each other do not hang or depend on arrival', () => {
    const edits = [
      entry(1, 'set', CELL, 5),
      entry(2, 'undo', CELL, undefined, { over: ['e1', 'e3'] }),
      entry(3, 'undo', CELL, undefined, { over: ['e2'] }),
    ];
    expect(judged(edits)).toEqual(judged(edits.toReversed()));
    expect(judged(edits)['e1']).toBe('counts');
  });

  test('works before the entry it names has arrived', () => {
    const log = createEditLog(smallHierarchy);
    const early = entry(1, 'set', CELL, 5);
    log.add([entry(2, 'undo', CELL, undefined, { over: ['e1'] })]);
    expect(log.add([early])).toEqual({ from: -1, grew: true });
    expect(log.entry(early)?.status).toBe('dead');
  });
});

describe('targets', () => {
  test('the latest live one is shown; a manager cannot clear it from his sheet', () => {
    const log = createEditLog(smallHierarchy);
    const region = 'ca_ttc|R:IDF|*|2027';
    log.add([entry(1, 'target', region, 100), entry(2, 'target', region, 120)]);
    log.add([entry(3, 'clear', region, undefined, { over: ['e2'], by: 'manager' })]);
    expect(log.targetOn(region)?.v).toBe(120);
    log.add([entry(4, 'undo', 'ca_ttc|*|*|2027', undefined, { over: ['e2'] })]);
    expect(log.targetOn(region)?.v).toBe(100);
  });
});

describe('entries the log cannot use', () => {
  test.each([
    ['unknown_org', entry(1, 'set', 'ca_ttc|M:M9|*|2027', 5)],
    ['measure_read_only', entry(1, 'set', 'marge|*|*|2027', 5)],
    ['category_not_total', entry(1, 'set', 'charges:loyer|*|C:TEX|2027', 5)],
    ['bad_value', entry(1, 'set', CELL, Infinity)],
    ['bad_value', entry(1, 'set', CELL)],
    ['like_on_rate', entry(1, 'set', 'prix|*|*|2027', 5, { like: 'M:M1|*' })],
    ['unknown_like', entry(1, 'set', CELL, 5, { like: 'M:M1' })],
  ])('%s', (kind, edit) => {
    const log = createEditLog(smallHierarchy);
    log.add([edit]);
    expect(log.refused().map(({ fault }) => fault.kind)).toEqual([kind]);
    expect(log.counting()).toEqual([]);
  });

  test('of two entries of a sheet with one id the same one stands in any order', () => {
    const [a, b] = [entry(1, 'set', CELL, 5), entry(1, 'set', 'ca_ttc|M:M2|*|2027', 6)];
    for (const edits of [
      [a, b],
      [b, a],
    ]) {
      const log = createEditLog(smallHierarchy);
      for (const edit of edits) log.add([edit]);
      expect(log.counting().map(({ edit }) => edit)).toEqual([a]);
    }
  });

  test('an entry of a region with the id of one of head office leaves that one alone', () => {
    const siege = entry(5, 'set', 'ca_ttc|*|*|2027', 5000);
    const copies = [1, 5].map((at) => entry(at, 'add', CELL, 1, { id: siege.id, by: 'mallory' }));
    for (const copy of copies) {
      for (const edits of [
        [siege, copy],
        [copy, siege],
      ]) {
        const log = createEditLog(smallHierarchy);
        for (const edit of edits) log.add([edit]);
        expect([siege, copy].map((edit) => log.entry(edit)?.status)).toEqual(['counts', 'counts']);
        expect(log.counting().map(({ edit }) => edit)).toEqual([siege, copy].toSorted(compareEdits));
      }
    }
  });

  test('an undo or a set naming that id reaches the entry of its own sheet only', () => {
    const target = entry(1, 'target', CELL, 100, { id: 'same' });
    const own = entry(2, 'set', CELL, 5, { id: 'same' });
    const log = createEditLog(smallHierarchy);
    log.add([target, own, entry(3, 'set', CELL, 6, { over: ['same'] })]);
    expect([target, own].map((edit) => log.entry(edit)?.status)).toEqual(['silent', 'superseded']);
    log.add([entry(4, 'undo', 'ca_ttc|*|*|2027', undefined, { over: ['same'] })]);
    expect([target, own].map((edit) => log.entry(edit)?.status)).toEqual(['dead', 'superseded']);
    expect(log.targetOn(CELL)).toBeUndefined();
  });
});
