import { expect, test } from 'vitest';
import { isReasonHeader, REASON_HEADER } from './errors-header.ts';

test('the columns of reasons are known again as spreadsheets write them, and only behind others', () => {
  expect(isReasonHeader(['Date', ...REASON_HEADER.fr])).toBe(true);
  expect(isReasonHeader(['Date', ...REASON_HEADER.en.map((name) => name.toUpperCase())])).toBe(true);
  expect(isReasonHeader(['Date', ...REASON_HEADER.fr.map((name) => name.replace('’', "'"))])).toBe(true);
  expect(isReasonHeader([...REASON_HEADER.fr, 'Date'])).toBe(false);
});
