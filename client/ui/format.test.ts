import { describe, expect, it } from 'vitest';
import { createFormats } from './format.ts';

const fr = createFormats('fr');
const en = createFormats('en');
/** No-break spaces of both widths shown as « _ ». */
const shown = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, '_');

describe('figures in French', () => {
  it('writes money with a narrow space between thousands and a comma', () => {
    expect(fr.money(128450.2)).toBe('128\u202f450,20\u00a0€');
  });

  it.each([
    [0, '0_€'],
    [949.6, '950_€'],
    [999.4, '999_€'],
    [999.6, '1_k€'],
    [128_450, '128,5_k€'],
    [999_960, '1_M€'],
    [-3_400_000, '-3,4_M€'],
  ])('shortens %d € to %s', (value, text) => {
    expect(shown(fr.shortMoney(value))).toBe(text);
  });

  it('signs changes, and zero not', () => {
    expect(shown(fr.percentChange(0.042))).toBe('+4,2_%');
    expect(shown(fr.percentChange(-0.0001))).toBe('0,0_%');
    expect(shown(fr.points(0.006))).toBe('+0,6_pt');
  });

  it('shows a missing value as a dash, never as 0', () => {
    for (const format of [fr.money, fr.shortMoney, fr.percent, fr.points, fr.count, fr.ratio]) {
      expect(format(null)).toBe('–');
      expect(format(undefined)).toBe('–');
      expect(format(Number.NaN)).toBe('–');
    }
  });
});

it('writes English figures the English way', () => {
  expect(en.money(1234.5)).toBe('€1,234.50');
  expect(en.shortMoney(-128_450)).toBe('-€128.5k');
});
