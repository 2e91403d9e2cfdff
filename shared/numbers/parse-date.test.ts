import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber } from '../calendar/local-date.ts';
import { dateCellReader, parseDateCell, parseTimeCell } from './parse-date.ts';
import type { DateOrder } from './read-date.ts';

function read(text: string, order: DateOrder): string | null {
  const cell = parseDateCell(text, order);
  if (!cell) return null;
  const { date, seconds, offsetMinutes } = cell;
  return [date, seconds, offsetMinutes].filter((part) => part !== null).join(' ');
}

describe('dates of a file', () => {
  it.each([
    ['1/12/2010 08:26', 'dmy', '2010-12-01 30360'],
    ['1/12/2010 08:26', 'mdy', '2010-01-12 30360'],
    ['03.01.2013', 'dmy', '2013-01-03'],
    ['3-1-13', 'dmy', '2013-01-03'],
    ['3-1-70', 'dmy', '1970-01-03'],
    ['01 02 2013', 'dmy', '2013-02-01'],
    ['12/31/2016', 'mdy', '2016-12-31'],
    ['2010-12-01 08:26:00', 'ymd', '2010-12-01 30360'],
    ['2010-12-01T08:26:00Z', 'ymd', '2010-12-01 30360 0'],
    ['2010-12-01T08:26:00.123+02:00', 'dmy', '2010-12-01 30360 120'],
    ['2010-12-01T08:26-0330', 'mdy', '2010-12-01 30360 -210'],
    ['2010/12/1', 'dmy', '2010-12-01'],
    ['20101201', 'dmy', '2010-12-01'],
    ['1 janv. 2013', 'mdy', '2013-01-01'],
    ['1er février 2013 à 8h26', 'dmy', null],
    ['1er février 2013 8h26', 'dmy', '2013-02-01 30360'],
    ['15-août-13', 'ymd', '2013-08-15'],
    ['01-JUIL-2013', 'dmy', '2013-07-01'],
    ['Jan 5, 2013 1:05 PM', 'dmy', '2013-01-05 47100'],
    ['4th March 2013', 'mdy', '2013-03-04'],
    ['28/02/2012 12:30 am', 'dmy', '2012-02-28 1800'],
    [' 5/6/2013 ', 'dmy', '2013-06-05'],
  ] as const)('%j as %s', (text, order, expected) => {
    expect(read(text, order)).toBe(expected);
  });

  it.each([
    ['', 'dmy'],
    ['29/02/2013', 'dmy'],
    ['13/13/2013', 'mdy'],
    ['13/01/2013', 'mdy'],
    ['1/2/2013', 'ymd'],
    ['2013-13-01', 'ymd'],
    ['0013-01-01', 'ymd'],
    ['1/2-2013', 'dmy'],
    ['1/2/213', 'dmy'],
    ['5 Foo 2013', 'dmy'],
    ['1 mark 2013', 'dmy'],
    ['2013-01-01 25:00', 'ymd'],
    ['2013-01-01 soir', 'ymd'],
    ['1234', 'dmy'],
    ['12,5', 'dmy'],
    ['20131301', 'ymd'],
  ] as const)('%j is none as %s', (text, order) => {
    expect(read(text, order)).toBeNull();
  });

  it('times have columns of their own', () => {
    expect(parseTimeCell('13:08')).toBe(47_280);
    expect(parseTimeCell('8h26')).toBe(30_360);
    expect(parseTimeCell('12:00 p.m.')).toBe(43_200);
    expect(parseTimeCell('13:00 PM')).toBeNull();
    expect(parseTimeCell('24:00')).toBeNull();
    expect(parseTimeCell('8')).toBeNull();
  });

  it('a reader of rows answers like parseDateCell', () => {
    const reader = dateCellReader('dmy');
    for (const text of ['', '1/2/2013', '1/2/2013', 'x', '1/2/2013', '']) {
      expect(reader(text)).toEqual(parseDateCell(text, 'dmy'));
    }
  });

  it('any day written in an order is read in it', () => {
    const sixty = { min: 0, max: 60 * 365 };
    fc.assert(
      fc.property(fc.integer(sixty), fc.constantFrom('/', '-', '.'), fc.boolean(), (day, separator, short) => {
        const date = fromDayNumber(day + 5000);
        const [y = '', m = '', d = ''] = date.split('-').map((part) => (short ? String(Number(part)) : part));
        expect(parseDateCell([d, m, y].join(separator), 'dmy')?.date).toBe(date);
        expect(parseDateCell([m, d, y].join(separator), 'mdy')?.date).toBe(date);
        expect(parseDateCell([y, m, d].join(separator), 'ymd')?.date).toBe(date);
        expect(parseDateCell([d, m, y.slice(2)].join(separator), 'dmy')?.date.slice(2)).toBe(date.slice(2));
      }),
      { seed: 30, numRuns: 2000 },
    );
  });
});
