import { describe, expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Edit } from './edit.ts';

const CELL = 'ca_ttc|M:M1|*|2027-01';
const plan = (edits: readonly Edit[]) => createEngine({ hierarchy: smallHierarchy, base: smallBase(), edits });

describe('the history of a cell', () => {
  test('tells what became of each entry and through whom, in order', () => {
    const first = entry(1, 'set', CELL, 90);
    const second = entry(2, 'set', CELL, 95, { by: 'lea', over: ['e1'] });
    const third = entry(3, 'set', CELL, 99, { by: 'bob' });
    const elsewhere = entry(4, 'set', 'ca_ttc|M:M3|*|2027', 5);
    const wish = entry(5, 'target', CELL, 120);
    expect(plan([wish, third, first, elsewhere, second]).history(CELL)).toEqual([
      { edit: first, status: 'superseded', supersededBy: second },
      { edit: second, status: 'lost', lostTo: third },
      { edit: third, status: 'counts' },
      { edit: wish, status: 'silent' },
    ]);
  });

  test('[E5] shows that an undo had no effect where a colleague’s value had taken the place', () => {
    const own = entry(1, 'set', CELL, 90);
    const later = entry(2, 'set', CELL, 95, { by: 'lea', over: ['e1'] });
    const undo = entry(3, 'undo', CELL, undefined, { over: ['e1'] });
    expect(plan([own, later, undo]).history(CELL)).toEqual([
      { edit: own, status: 'dead', undoneBy: undo, supersededBy: later },
      { edit: later, status: 'counts' },
      { edit: undo, status: 'silent' },
    ]);
  });

  test('names the undo that still stands, not one that was taken back or reaches nothing', () => {
    const own = entry(1, 'set', CELL, 90);
    const undo = entry(2, 'undo', CELL, undefined, { over: ['e1'] });
    const redo = entry(3, 'undo', CELL, undefined, { over: ['e2'] });
    const foreign = entry(4, 'undo', CELL, undefined, { by: 'bob', over: ['e1'] });
    expect(plan([own, undo, redo, foreign]).history(CELL)).toEqual([
      { edit: own, status: 'counts' },
      { edit: undo, status: 'dead', undoneBy: redo },
      { edit: redo, status: 'silent' },
      { edit: foreign, status: 'silent' },
    ]);
  });

  test('a value taken back no longer supersedes', () => {
    const own = entry(1, 'set', CELL, 90);
    const edits = [
      own,
      entry(2, 'set', CELL, 95, { over: ['e1'] }),
      entry(3, 'undo', CELL, undefined, { over: ['e2'] }),
    ];
    expect(plan(edits).history(CELL)[0]).toEqual({ edit: own, status: 'counts' });
  });

  test('an impossible entry says what blocks it', () => {
    const hold = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, { lock: true });
    const blocked = entry(2, 'set', 'ca_ttc|M:M1|*|2027', 2500);
    const holds = [{ cell: hold.cell, edit: hold, target: 2000 }];
    expect(plan([hold, blocked]).history(blocked.cell)).toEqual([
      { edit: blocked, status: 'impossible', blocked: { reason: 'unmet_hold', holds } },
    ]);
  });

  test('is empty where nothing was entered; an unknown cell is named', () => {
    expect(plan([]).history(CELL)).toEqual([]);
    expect(() => plan([]).history('ca_ttc|M:NOPE|*|2027')).toThrow('unknown_org');
  });
});

test('the log is the history of all cells in one order', () => {
  const edits = [
    entry(1, 'set', CELL, 90),
    entry(2, 'set', 'ca_ttc|M:M3|*|2027', 5),
    entry(3, 'set', CELL, 95, { over: ['e1'] }),
    entry(4, 'undo', 'ca_ttc|M:M3|*|2027', undefined, { over: ['e2'] }),
  ];
  const engine = plan(edits.toReversed());
  expect(engine.log().map(({ edit, status }) => [edit.id, status])).toEqual([
    ['e1', 'superseded'],
    ['e2', 'dead'],
    ['e3', 'counts'],
    ['e4', 'silent'],
  ]);
  expect(engine.log().filter(({ edit }) => edit.cell === CELL)).toEqual(engine.history(CELL));
  expect(structuredClone(engine.log())).toEqual(engine.log());
});
