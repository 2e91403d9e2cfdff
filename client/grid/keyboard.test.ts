import { describe, expect, test } from 'vitest';
import { commandOf, editCommandOf } from './keyboard.ts';
import type { KeyCommand, KeyContext, KeyPress } from './keyboard.ts';

const cell: KeyContext = { onTree: false, expanded: false, locked: false, many: false };
const keys = (key: string, mods: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  alt: false,
  shift: false,
  ...mods,
});
const press = (key: string, context: KeyContext, mods: Partial<KeyPress> = {}): KeyCommand | undefined =>
  commandOf(keys(key, mods), context);

describe('commandOf', () => {
  test('leaves what AG Grid does as a spreadsheet would', () => {
    for (const key of ['ArrowDown', 'Enter', 'Tab', 'F2', '5', 'PageDown', ' '])
      expect(press(key, cell)).toBeUndefined();
    expect(press('ArrowDown', cell, { ctrl: true })).toBeUndefined();
    for (const key of ['c', 'x', 'v']) expect(press(key, cell, { ctrl: true })).toBeUndefined();
  });

  test('Home and End stay in the row, with Ctrl they reach the corners', () => {
    expect(press('End', cell)).toEqual({ kind: 'focus', row: 'same', column: 'last' });
    expect(press('Home', cell, { ctrl: true })).toEqual({ kind: 'focus', row: 'first', column: 'first' });
  });

  test('typing into a locked cell is refused aloud, moving in it is not', () => {
    const locked = { ...cell, locked: true };
    for (const key of ['5', '+', 'F2', 'Delete']) expect(press(key, locked)).toEqual({ kind: 'refuse' });
    expect(press('ArrowLeft', locked)).toBeUndefined();
  });

  test('the tree opens and closes with arrows, from any cell with Alt', () => {
    const tree = { ...cell, onTree: true };
    expect(press('ArrowRight', tree)).toEqual({ kind: 'expand' });
    expect(press('ArrowRight', { ...tree, expanded: true })).toBeUndefined();
    expect(press('ArrowDown', cell, { alt: true })).toEqual({ kind: 'expand' });
    expect(press('ArrowLeft', cell, { alt: true })).toEqual({ kind: 'collapse' });
    expect(press('ArrowDown', tree, { shift: true })).toBeUndefined();
  });

  test('Shift extends by a cell, a page, to the end of the row; with Ctrl to the edge and the corner', () => {
    const extend = (axis: 'row' | 'column', by: unknown) => ({ kind: 'extend', moves: [{ axis, by }] });
    expect(press('ArrowUp', cell, { shift: true })).toEqual(extend('row', -1));
    expect(press('ArrowRight', cell, { shift: true, ctrl: true })).toEqual(extend('column', 'last'));
    expect(press('PageDown', cell, { shift: true })).toEqual(extend('row', 'pageDown'));
    expect(press('Home', cell, { shift: true })).toEqual(extend('column', 'first'));
    expect(press('End', cell, { shift: true, ctrl: true })).toEqual({
      kind: 'extend',
      moves: [
        { axis: 'row', by: 'last' },
        { axis: 'column', by: 'last' },
      ],
    });
  });

  test('Ctrl+Shift+→ selects from the names too', () => {
    const tree = { ...cell, onTree: true, expanded: true };
    expect(press('ArrowRight', tree, { shift: true, ctrl: true })).toEqual({
      kind: 'extend',
      moves: [{ axis: 'column', by: 'last' }],
    });
    expect(press('ArrowRight', tree, { ctrl: true })).toBeUndefined();
  });

  test('space selects a row or a column, Ctrl+A everything', () => {
    expect(press(' ', cell, { shift: true })).toEqual({ kind: 'select', what: 'row' });
    expect(press(' ', cell, { ctrl: true })).toEqual({ kind: 'select', what: 'column' });
    expect(press('a', cell, { ctrl: true })).toEqual({ kind: 'select', what: 'all' });
  });

  test('with several cells Enter and Tab stay within, Delete clears even from a locked one', () => {
    const many = { ...cell, many: true, locked: true };
    expect(press('Enter', many, { shift: true })).toEqual({ kind: 'step', axis: 'row', back: true });
    expect(press('Tab', many)).toEqual({ kind: 'step', axis: 'column', back: false });
    expect(press('Delete', many)).toEqual({ kind: 'clear' });
  });

  test('the commands of a spreadsheet', () => {
    expect(press('d', cell, { ctrl: true })).toEqual({ kind: 'fill', direction: 'down' });
    expect(press('r', cell, { ctrl: true })).toEqual({ kind: 'fill', direction: 'right' });
    expect(press('z', cell, { ctrl: true })).toEqual({ kind: 'undo' });
    expect(press('Z', cell, { ctrl: true, shift: true })).toEqual({ kind: 'redo' });
    expect(press('y', cell, { ctrl: true })).toEqual({ kind: 'redo' });
    expect(press('f', cell, { ctrl: true })).toEqual({ kind: 'find', to: 'open' });
    expect(press('F3', cell, { shift: true })).toEqual({ kind: 'find', to: 'previous' });
    expect(press('Escape', cell)).toEqual({ kind: 'cancel' });
  });

  test('a reload that passes by the cache is not taken for a fill', () => {
    expect(press('R', cell, { ctrl: true, shift: true })).toBeUndefined();
  });
});

describe('editCommandOf', () => {
  test('Ctrl+Enter enters everywhere, Enter and Tab stay in a selection of several', () => {
    expect(editCommandOf(keys('Enter', { ctrl: true }), false)).toEqual({ kind: 'enterAll' });
    expect(editCommandOf(keys('Tab', { shift: true }), true)).toEqual({
      kind: 'enterAndStep',
      axis: 'column',
      back: true,
    });
    expect(editCommandOf(keys('Enter'), false)).toBeUndefined();
    expect(editCommandOf(keys('z', { ctrl: true }), true)).toBeUndefined();
  });
});
