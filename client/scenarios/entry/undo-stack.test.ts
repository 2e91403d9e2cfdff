import { describe, expect, test } from 'vitest';
import { emptyStack, recorded, redone, undone, withoutDropped, withoutEntries } from './undo-stack.ts';
import type { UndoStack } from './undo-stack.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

const entry = (id: string): Edit => ({ id, cell: 'ca_ttc|*|*|2027', op: 'set', v: 1, over: [], by: 'lea', at: 1 });
const [a, b, undoB] = [entry('a'), entry('b'), entry('undo b')];
const two = recorded(recorded(emptyStack, [a]), [b]);
const undoLast = (stack: UndoStack, undos: Edit[]) => undone(stack, stack.done.at(-1)!, undos);

describe('the stack of actions', () => {
  test('the last action is undone first, and redone as it was', () => {
    const back = undoLast(two, [undoB]);
    expect(back).toEqual({ done: [{ entries: [a] }], undone: [{ entries: [b], undos: [undoB] }] });
    expect(redone(back, back.undone.at(-1)!)).toEqual(two);
  });

  test('a new action ends what could be redone', () => {
    expect(recorded(undoLast(two, [undoB]), [b]).undone).toEqual([]);
  });

  test('an action that is not there any more changes nothing', () => {
    const [first] = two.done;
    expect(undone(emptyStack, first!, [undoB])).toBe(emptyStack);
    expect(redone(two, { entries: [a], undos: [undoB] })).toBe(two);
  });

  test('an action that is about to be taken back is still itself when another one was refused', () => {
    const kept = withoutEntries(two, new Set([a]));
    expect(undone(kept, two.done[1]!, [undoB]).undone.length).toBe(1);
  });

  test('refused entries are forgotten, an action that has none left too', () => {
    const pasted = recorded(two, [entry('c'), undoB]);
    expect(withoutEntries(pasted, new Set([b, undoB])).done.map(({ entries }) => entries.map(({ id }) => id))).toEqual([
      ['a'],
      ['c'],
    ]);
  });

  test('a refused undo leaves its action done', () => {
    expect(withoutEntries(undoLast(two, [undoB]), new Set([undoB]))).toEqual(two);
  });

  test('what a compaction dropped can be neither undone nor redone', () => {
    const [c, undoC] = [entry('c'), entry('undo c')];
    const pasted = recorded(two, [b, c]);
    const without =
      (...gone: Edit[]) =>
      ({ id }: Edit): boolean =>
        gone.some((one) => one.id === id);
    expect(withoutDropped(pasted, without(a, b))).toEqual({ done: [{ entries: [c] }], undone: [] });
    const back = undoLast(pasted, [undoB, undoC]);
    expect(withoutDropped(back, without(b, undoB))).toEqual({
      done: [{ entries: [a] }],
      undone: [{ entries: [c], undos: [undoC] }],
    });
    expect(withoutDropped(back, without(b, c, undoB, undoC)).undone).toEqual([]);
    expect(withoutDropped(back, without(undoB, undoC)).undone).toEqual([]);
  });
});
