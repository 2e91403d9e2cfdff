import { expect, test } from 'vitest';
import { csvCell, guarded, unguarded } from './cell.ts';

test('a cell that would run gets an apostrophe, which is taken off on the way in; numbers run nothing', () => {
  for (const text of ['=1+1', '-cmd', '+A1', '@x', '\t=1']) {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
  }
  for (const text of ['-2', '-1 234,50', '+3.5', '-9,90 €', 'a=b', '’quoted']) expect(guarded(text)).toBe(text);
});

test('a cell with the separator, a quote or a line break is quoted', () => {
  const cells = ['a;b', 'a,b', 'say "x"', 'a\nb', '=a;b'].map((text) => csvCell(text, ';'));
  expect(cells).toEqual(['"a;b"', 'a,b', '"say ""x"""', '"a\nb"', '"\'=a;b"']);
});
