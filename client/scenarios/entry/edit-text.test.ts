import { describe, expect, test } from 'vitest';
import { measureFormat } from '../sheet/measure-format.ts';
import { readText } from './edit-text.ts';

describe('readText', () => {
  test('what is typed becomes an intention', () => {
    expect(readText('120k', 'fr', 5)).toEqual({ ok: true, intent: { op: 'set', v: 120_000 } });
    expect(readText('+5 %', 'fr', 5)).toEqual({ ok: true, intent: { op: 'pct', v: 0.05 } });
    expect(readText('-10k', 'fr', 50_000)).toEqual({ ok: true, intent: { op: 'add', v: -10_000 } });
  });

  test('what is no number, or would go below zero, is refused before it is sent', () => {
    expect(readText('abc', 'fr', 5)).toEqual({ ok: false, fault: 'text' });
    expect(readText('=1+1', 'fr', 5).ok).toBe(false);
    expect(readText('1e400', 'fr', 5).ok).toBe(false);
    expect(readText('-10k', 'fr', 50)).toEqual({ ok: false, fault: 'below' });
    expect(readText('-150 %', 'fr', 50)).toEqual({ ok: false, fault: 'below' });
    expect(readText('=-5', 'fr', 50)).toEqual({ ok: false, fault: 'negative' });
    expect(readText('(500)', 'fr', 5000)).toEqual({ ok: false, fault: 'negative' });
  });

  test('a percentage changes a value, it never is one', () => {
    for (const text of ['50 %', '=50 %', '= 5%']) {
      expect(readText(text, 'fr', 20_000)).toEqual({ ok: false, fault: 'percent' });
    }
    expect(readText('-50 %', 'fr', 20_000)).toEqual({ ok: true, intent: { op: 'pct', v: -0.5 } });
  });
});

test('an editor starts with what could have been typed', () => {
  for (const locale of ['fr', 'en'] as const) {
    const draft = measureFormat('ca_ttc', locale).draft(1234567.891);
    expect(readText(draft, locale, null)).toEqual({ ok: true, intent: { op: 'set', v: 1234567.89 } });
  }
  expect(measureFormat('prix', 'fr').draft(null)).toBe('');
});
