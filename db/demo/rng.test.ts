import { expect, test } from 'vitest';
import { cumulate, pick, rngOf } from './rng.ts';

test('a seed gives the same numbers everywhere, another seed others', () => {
  const rng = rngOf('seed');
  expect([rng.next(), rng.next(), rng.next()]).toEqual([0.9498909888789058, 0.07608804851770401, 0.026259300531819463]);
  expect(rngOf('seed').next()).toBe(0.9498909888789058);
  expect(rngOf('seee').next()).not.toBe(0.9498909888789058);
});

test('draws have the mean they are asked for', () => {
  const rng = rngOf('means');
  const mean = (draw: () => number): number =>
    Array.from({ length: 20_000 }, draw).reduce((sum, value) => sum + value, 0) / 20_000;
  expect(mean(() => rng.poisson(27))).toBeCloseTo(27, 0);
  expect(mean(() => rng.normal())).toBeCloseTo(0, 1);
  expect(mean(() => rng.below(10))).toBeCloseTo(4.5, 1);
});

test('an index is picked by its weight, the last one at the end of rounding', () => {
  const weights = cumulate([1, 0, 3]);
  expect([0, 0.249, 0.25, 0.999, 1].map((at) => pick(weights, at))).toEqual([0, 0, 2, 2, 2]);
});
