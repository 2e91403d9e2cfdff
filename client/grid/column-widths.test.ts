import { expect, test } from 'vitest';
import { openColumnWidths, parseWidths } from './column-widths.ts';

test('only widths are read from what was kept', () => {
  expect([...parseWidths('{"jan":120,"feb":"wide","mar":-5,"apr":1e9}')]).toEqual([['jan', 120]]);
  for (const text of [null, '', 'x', '7', 'null', '[]']) expect(parseWidths(text).size).toBe(0);
});

test('without storage the widths last for the page', () => {
  const widths = openColumnWidths(undefined);
  expect(widths.of('jan')).toBeUndefined();
  widths.keep('jan', 120.4);
  expect(widths.of('jan')).toBe(120);
});
