import { expect, test } from 'vitest';
import { parseMonthCell } from './parse-month.ts';

test.each([
  ['2027-01', '2027-01'],
  ['202711', '2027-11'],
  ['01/2027', '2027-01'],
  ['3.2027', '2027-03'],
  ['janv. 2027', '2027-01'],
  ['Janvier 2027', '2027-01'],
  ['févr.-27', '2027-02'],
  ['Dec 27', '2027-12'],
  ['01/02/2027', '2027-02'],
  ['2027-02-01', '2027-02'],
  ['1er mars 2027', '2027-03'],
  [' 2027-05 ', '2027-05'],
])('%s is a month', (text, month) => {
  expect(parseMonthCell(text, 'dmy')).toBe(month);
});

test.each(['', '2027', '13/2027', '00/2027', '15/02/2027', 'Total 2027', '2027-13', '1027-01', 'x'])(
  '« %s » is none',
  (text) => {
    expect(parseMonthCell(text, 'dmy')).toBeNull();
  },
);

test('a first day is read in the order of the file', () => {
  expect(parseMonthCell('02/01/2027', 'mdy')).toBe('2027-02');
  expect(parseMonthCell('02/01/2027', 'dmy')).toBeNull();
});
