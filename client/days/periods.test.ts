import { expect, it } from 'vitest';
import { periodOf, periodsAt, rangeOf } from './periods.ts';

it('periods are the last week and thirteen months, newest first', () => {
  const all = periodsAt('2026-01-15');
  expect(all.slice(0, 3)).toEqual(['week', '2026-01', '2025-12']);
  expect(all.at(-1)).toBe('2025-01');
});

it('a week ends with what may have begun in the far east', () => {
  expect(rangeOf('week', '2026-03-01')).toEqual({ from: '2026-02-23', to: '2026-03-02' });
  expect(rangeOf('2026-02', '2026-03-01')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
});

it('an address that makes no sense is the week', () => {
  expect([null, '2019-01', 'x', '2026-02'].map((text) => periodOf(text, '2026-03-01'))).toEqual([
    'week',
    'week',
    'week',
    '2026-02',
  ]);
});
