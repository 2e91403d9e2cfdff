import { describe, expect, it } from 'vitest';
import { numberFormats } from '../../shared/numbers/format-number.ts';
import { dayBars, mostMoved } from './bars.ts';
import { evidenceWords } from './evidence.ts';
import { fileSize } from './file-size.ts';
import { longDate } from './long-date.ts';
import { dateExample, decimalExample, hintRange, isInFuture } from './readings.ts';

/** No-break spaces of both widths shown as « _ ». */
const shown = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, '_');
const { count } = numberFormats('fr');

describe('evidence in words', () => {
  it('takes the telling number for the plural and formats all of them', () => {
    const words = evidenceWords({ code: 'dates_only_mdy', counts: { only: 6067, of: 10000 } }, (n) => shown(count(n)));
    expect(words).toEqual({ code: 'dates_only_mdy', count: 6067, numbers: { only: '6_067', of: '10_000' } });
  });

  it('says that distinct values stop being counted', () => {
    const words = evidenceWords({ code: 'distinct', counts: { distinct: 10_000, of: 541_909 } }, (n) =>
      shown(count(n)),
    );
    expect(shown(words?.numbers['distinct'] ?? '')).toBe('≥_10_000');
    const exact = evidenceWords({ code: 'distinct', counts: { distinct: 10_000, of: 10_000 } }, count);
    expect(shown(exact?.numbers['distinct'] ?? '')).toBe('10_000');
  });

  it('stays silent about evidence it does not know', () => {
    expect(evidenceWords({ code: 'toString', counts: {} }, count)).toBeNull();
    expect(evidenceWords(undefined, count)).toBeNull();
  });
});

describe('examples of a reading', () => {
  it('takes the first date that tells both orders apart', () => {
    const samples = ['', '12/12/2010', '1/12/2010 08:26'];
    expect(dateExample(samples, 'dmy')).toEqual({ text: '1/12/2010 08:26', value: '2010-12-01' });
    expect(dateExample(samples, 'mdy')).toEqual({ text: '1/12/2010 08:26', value: '2010-01-12' });
    expect(dateExample(['abc'], 'dmy')).toBeNull();
  });

  it('takes the first number whose sign matters', () => {
    expect(decimalExample(['12', '1,234'], ',')).toEqual({ text: '1,234', value: 1.234 });
    expect(decimalExample(['12', '1,234'], '.')).toEqual({ text: '1,234', value: 1234 });
  });

  it('reads the period of a hint, and sees sales ahead of time', () => {
    expect(hintRange('2010-12-01 … 2010-12-05')).toEqual({ first: '2010-12-01', last: '2010-12-05' });
    expect(hintRange('soon')).toBeNull();
    expect(isInFuture('2026-12-05', '2026-11-22')).toBe(true);
    expect(isInFuture('2026-11-23', '2026-11-22')).toBe(false);
  });
});

it('writes days so that no order of digits can be misread', () => {
  expect(longDate('2010-12-01', 'fr')).toBe('mercredi 1er décembre 2010');
  expect(longDate('2010-12-01', 'en')).toBe('Wednesday, 1 December 2010');
});

it('writes the size of a file as its people do', () => {
  expect(shown(fileSize(834_462, 'fr'))).toBe('834_ko');
  expect(shown(fileSize(7_611_836, 'fr'))).toBe('7,6_Mo');
  expect(fileSize(12, 'en')).toBe('12 bytes');
  expect(fileSize(999_600, 'en')).toBe('1 MB');
});

describe('bars of days', () => {
  it('puts the days in order on one scale from zero', () => {
    const bars = dayBars([
      { date: '2026-01-02', amount: 50 },
      { date: '2026-01-01', amount: 100 },
    ]);
    expect(bars.map(({ date, start, width }) => [date, start, width])).toEqual([
      ['2026-01-01', 0, 1],
      ['2026-01-02', 0, 0.5],
    ]);
  });

  it('draws returns to the left of zero', () => {
    const [sales, returns] = dayBars([
      { date: '2026-01-01', amount: 75 },
      { date: '2026-01-02', amount: -25 },
    ]);
    expect(sales).toMatchObject({ start: 0.25, width: 0.75 });
    expect(returns).toMatchObject({ start: 0, width: 0.25 });
  });

  it('keeps the days that move most in the order of the calendar', () => {
    const amounts = { '2026-01-01': 5, '2026-01-02': -90, '2026-01-03': 10, '2026-01-04': 80 };
    const bars = dayBars(Object.entries(amounts).map(([date, amount]) => ({ date, amount })));
    expect(mostMoved(bars, 2).map((bar) => bar.date)).toEqual(['2026-01-02', '2026-01-04']);
    expect(mostMoved(bars, 9)).toHaveLength(4);
  });

  it('stands nothing but zeros', () => {
    expect(dayBars([{ date: '2026-01-01', amount: 0 }])).toEqual([
      { date: '2026-01-01', amount: 0, start: 0, width: 0 },
    ]);
  });
});
