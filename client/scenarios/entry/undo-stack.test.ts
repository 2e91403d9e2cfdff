import { describe, expect, test } from 'vitest';
import { emptyStack, recorded, redone, undone, withoutDropped, withoutEntries } from './undo-stack.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

const entry = (id: string): Edit => ({ id, cell: 'ca_ttc|*|*|2027', op: 'set', v: 1, over: [], by: 'lea', at: 1 });
const [a, b, undoB] = [entry('a'), entry('b'), entry('undo b')];
const two = recorded(recorded(emptyStack, [a]), [b]);

describe('the stack of actions', () => {
  test('the last action is undone first, and redone as it was', () => {
    const back = undone(two, [undoB]);
    expect(back).toEqual({ done: [{ entries: [a] }], undone: [{ entries: [b], undos: [undoB] }] });
    expect(redone(back)).toEqual(two);
  });

  test('a new action ends what could be redone', () => {
    expect(recorded(undone(two, [undoB]), [b]).undone).toEqual([]);
  });

  test('nothing to undo or redo changes nothing', () => {
    expect(undone(emptyStack, [undoB])).toBe(emptyStack);
    expect(redone(two)).toBe(two);
  });

  test('refused entries are forgotten, an action that has none left too', () => {
    const pasted = recorded(two, [entry('c'), undoB]);
    expect(withoutEntries(pasted, new Set([b, undoB])).done.map(({ entries }) => entries.map(({ id }) => id))).toEqual([
      ['a'],
      ['c'],
    ]);
  });

  test('a refused undo leaves its action done', () => {
    expect(withoutEntries(undone(two, [undoB]), new Set([undoB]))).toEqual(two);
  });

  test('what a compaction dropped can be neither undone nor redone', () => {
    const [c, undoC] = [entry('c'), entry('undo c')];
    const pasted = recorded(two, [b, c]);
    const without =
      (...gone: Edit[]) =>
      ({ id }: Edit): boolean =>
        gone.some((one) => one.id === id);
    expect(withoutDropped(pasted, without(a, b))).toEqual({ done: [{ entries: [c] }], undone: [] });
    const back = undone(pasted, [undoB, undoC]);
    expect(withoutDropped(back, without(b, undoB))).toEqual({
      done: [{ entries: [a] }],
      undone: [{ entries: [c], undos: [undoC] }],
    });
    expect(withoutDropped(back, without(b, c, undoB, undoC)).undone).toEqual([]);
    expect(withoutDropped(back, without(undoB, undoC)).undone).toEqual([]);
  });
});
