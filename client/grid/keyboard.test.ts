import { describe, expect, test } from 'vitest';
import { commandOf } from './keyboard.ts';
import type { KeyCommand, KeyContext } from './keyboard.ts';

const cell: KeyContext = { onTree: false, expanded: false, locked: false };
const press = (
  key: string,
  context: KeyContext,
  mods: { ctrl?: boolean; alt?: boolean } = {},
): KeyCommand | undefined => commandOf({ key, ctrl: mods.ctrl ?? false, alt: mods.alt ?? false }, context);

describe('commandOf', () => {
  test('leaves what AG Grid does as a spreadsheet would', () => {
    for (const key of ['ArrowDown', 'Enter', 'Tab', 'F2', '5', 'Escape']) expect(press(key, cell)).toBeUndefined();
    expect(press('ArrowDown', cell, { ctrl: true })).toBeUndefined();
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
  });
});
