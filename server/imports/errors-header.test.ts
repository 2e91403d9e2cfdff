import { expect, test } from 'vitest';
import { guarded, isReasonHeader, REASON_HEADER, unguarded } from './errors-header.ts';

test('a cell that would run gets an apostrophe, which is taken off on the way in; numbers run nothing', () => {
  for (const text of ['=1+1', '-cmd', '+A1', '@x', '\t=1']) {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
  }
  for (const text of ['-2', '-1 234,50', '+3.5', '-9,90 €', 'a=b', '’quoted']) expect(guarded(text)).toBe(text);
});

test('the columns of reasons are known again as spreadsheets write them, and only behind others', () => {
  expect(isReasonHeader(['Date', ...REASON_HEADER.fr])).toBe(true);
  expect(isReasonHeader(['Date', ...REASON_HEADER.en.map((name) => name.toUpperCase())])).toBe(true);
  expect(isReasonHeader(['Date', ...REASON_HEADER.fr.map((name) => name.replace('’', "'"))])).toBe(true);
  expect(isReasonHeader([...REASON_HEADER.fr, 'Date'])).toBe(false);
});
