import { expect, test } from 'vitest';
import { isReasonHeader, REASON_HEADER } from './errors-header.ts';

test('the columns of reasons are known again as spreadsheets write them, and only before others', () => {
  expect(isReasonHeader([...REASON_HEADER.fr, 'Date'])).toBe(true);
  expect(isReasonHeader([...REASON_HEADER.en.map((name) => name.toUpperCase()), 'Date'])).toBe(true);
  expect(isReasonHeader([...REASON_HEADER.fr.map((name) => name.replace('’', "'")), 'Date'])).toBe(true);
  expect(isReasonHeader(['Date', ...REASON_HEADER.fr])).toBe(false);
});
