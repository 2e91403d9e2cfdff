import { expect, it } from 'vitest';
import { soldes } from './soldes.ts';

it('soldes follow the rule', () => {
  expect(soldes(2026)).toEqual({
    winter: { start: '2026-01-07', end: '2026-02-03' },
    summer: { start: '2026-06-24', end: '2026-07-21' },
  });
  expect(soldes(2027)).toEqual({
    winter: { start: '2027-01-06', end: '2027-02-02' },
    summer: { start: '2027-06-23', end: '2027-07-20' },
  });
  expect(soldes(2022).winter.start).toBe('2022-01-12');
  expect(soldes(2022).summer.start).toBe('2022-06-22');
  expect(soldes(2025).winter.start).toBe('2025-01-08');
  expect(soldes(2025).summer.start).toBe('2025-06-25');
});

it('they lasted six weeks before 2020', () => {
  expect(soldes(2019).winter).toEqual({ start: '2019-01-09', end: '2019-02-19' });
});
