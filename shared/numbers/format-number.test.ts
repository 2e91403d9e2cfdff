import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberFormats } from './format-number.ts';
import { parseNumber } from './parse-number.ts';

const fr = numberFormats('fr');
const en = numberFormats('en');

describe('numbers as shown', () => {
  it('use the exact spaces of France: U+202F in groups, U+00A0 before a sign', () => {
    expect(fr.money(1234.56)).toBe('1\u202f234,56\u00a0€');
    expect(fr.money(-1_234_567.891)).toBe('-1\u202f234\u202f567,89\u00a0€');
    expect(fr.moneyWhole(1234.5)).toBe('1\u202f235\u00a0€');
    expect(fr.count(1204)).toBe('1\u202f204');
    expect(fr.decimal(2.3, 2)).toBe('2,30');
    expect(fr.percent(0.862)).toBe('86,2\u00a0%');
    expect(fr.variation(0.042)).toBe('+4,2\u00a0%');
    expect(fr.points(0.006)).toBe('+0,6\u00a0pt');
  });

  it('are British in English', () => {
    expect(en.money(-1234.56)).toBe('-€1,234.56');
    expect(en.moneyCompact(128_450.2)).toBe('€128.5k');
    expect(en.moneyCompact(1_234_567_890)).toBe('€1.23bn');
    expect(en.variation(-0.042)).toBe('-4.2%');
    expect(en.points(0.006)).toBe('+0.6\u00a0pt');
  });

  it('change the unit after rounding', () => {
    expect(fr.moneyCompact(950)).toBe('950\u00a0€');
    expect(fr.moneyCompact(999.4)).toBe('999\u00a0€');
    expect(fr.moneyCompact(999.5)).toBe('1,0\u00a0k€');
    expect(fr.moneyCompact(128_450.2)).toBe('128,5\u00a0k€');
    expect(fr.moneyCompact(999_949)).toBe('999,9\u00a0k€');
    expect(fr.moneyCompact(999_950)).toBe('1,00\u00a0M€');
    expect(fr.moneyCompact(-1_234_567)).toBe('-1,23\u00a0M€');
    expect(fr.moneyCompact(999_995_000)).toBe('1,00\u00a0Md€');
    expect(fr.moneyIn('k€', 999_960, 0)).toBe('1\u202f000\u00a0k€');
  });

  it('round half away from zero and never show a minus before zero', () => {
    expect(fr.money(1.005)).toBe('1,01\u00a0€');
    expect(fr.money(-1.005)).toBe('-1,01\u00a0€');
    expect(fr.money(-0.001)).toBe('0,00\u00a0€');
    expect(fr.count(-0.4)).toBe('0');
    expect(fr.variation(-0.0004)).toBe('0,0\u00a0%');
    expect(fr.points(1.005, 0)).toBe('+101\u00a0pt');
  });

  it('show what is missing as a dash', () => {
    for (const format of [fr.money, fr.moneyWhole, fr.moneyCompact, fr.count, fr.percent, fr.variation, fr.points]) {
      expect([null, undefined, Number.NaN, Infinity].map((value) => format(value))).toEqual(['–', '–', '–', '–']);
    }
  });

  it('read back as what they show, in both languages', () => {
    const amount = fc.double({ min: -1e11, max: 1e11, noNaN: true });
    fc.assert(
      fc.property(amount, fc.constantFrom<'fr' | 'en'>('fr', 'en'), (value, locale) => {
        const formats = numberFormats(locale);
        const back = (text: string): number => {
          const parsed = parseNumber(text, locale);
          return parsed.ok ? parsed.value : expect.fail(`${JSON.stringify(text)}: ${parsed.kind}`);
        };
        const near = (text: string, step: number): void =>
          expect(Math.abs(back(text) - value)).toBeLessThanOrEqual(step * 0.5 + Math.abs(value) * 1e-15);
        near(formats.money(value), 0.01);
        near(formats.moneyWhole(value), 1);
        near(formats.count(value), 1);
        near(formats.decimal(value, 3), 0.001);
        near(formats.moneyIn('k€', value), 100);
        near(formats.moneyIn('M€', value), 10_000);
        expect(back(formats.percent(value / 1e12, 2))).toBeCloseTo(value / 1e12, 3);
        expect(back(formats.variation(value / 1e12, 2))).toBeCloseTo(value / 1e12, 3);
      }),
      { seed: 202, numRuns: 1000 },
    );
  });
});
