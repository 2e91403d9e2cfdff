import { describe, expect, it } from 'vitest';
import { parseEdit } from './parse-edit.ts';

describe('what is typed into a cell', () => {
  it.each([
    ['120k', 'set', 120_000],
    ['1 234,5', 'set', 1234.5],
    ['0', 'set', 0],
    ['(10k)', 'set', -10_000],
    ['10-', 'set', -10],
    ['=120k', 'set', 120_000],
    ['=-10k', 'set', -10_000],
    ['= \u221210k', 'set', -10_000],
    ['=38 %', 'set', 0.38],
    ['+10k', 'add', 10_000],
    ['-10k', 'add', -10_000],
    [' -10k', 'add', -10_000],
    ['\u221210k', 'add', -10_000],
    ['+5 %', 'pct', 0.05],
    ['-2,5%', 'pct', -0.025],
  ])('%j: %s %d', (text, op, v) => {
    expect(parseEdit(text, 'fr')).toEqual({ ok: true, op, v });
  });

  it.each([
    ['', 'empty'],
    ['abc', 'text'],
    ['=1+1', 'formula'],
    ['==5', 'formula'],
    ['=', 'formula'],
    ['=SOMME(A1:A3)', 'formula'],
    ['+', 'text'],
    ['+-5', 'text'],
    ['1e400', 'range'],
    ['NaN', 'text'],
    ['5 %', 'percent'],
    ['1 23', 'separators'],
  ])('%j is refused: %s', (text, kind) => {
    expect(parseEdit(text, 'fr')).toEqual({ ok: false, kind });
  });

  it('follows the language for one lone sign', () => {
    expect(parseEdit('1,234', 'fr')).toEqual({ ok: true, op: 'set', v: 1.234 });
    expect(parseEdit('1,234', 'en')).toEqual({ ok: true, op: 'set', v: 1234 });
    expect(parseEdit('1.5', 'fr')).toEqual({ ok: true, op: 'set', v: 1.5 });
  });
});
