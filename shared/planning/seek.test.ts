import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_TRIES, seek, seekTolerance } from './seek.ts';
import type { Attempt, Sought } from './seek.ts';

const SEED = 20270416;
const GREATEST = 1e15;

function solve(of: (v: number) => Attempt, start: number, target: number): Sought & { tries: number } {
  let tries = 0;
  const attempt = (v: number): Attempt => {
    tries++;
    expect(v >= 0 && v <= GREATEST).toBe(true);
    return of(v);
  };
  return { ...seek({ attempt, start, target, greatest: GREATEST }), tries };
}

/** Shapes an output takes over an input: sums, rates, kinks where a hold begins to give way. */
const shape = fc.oneof(
  fc.record({ a: fc.double({ min: -1e6, max: 1e6, noNaN: true }), b: slope() }).map(
    ({ a, b }) =>
      (v: number) =>
        a + b * v,
  ),
  fc.record({ a: positive(), b: positive() }).map(
    ({ a, b }) =>
      (v: number) =>
        (a * v) / (b + v),
  ),
  fc.record({ a: positive(), b: positive() }).map(
    ({ a, b }) =>
      (v: number) =>
        a / (b + v),
  ),
  fc.record({ a: positive(), b: positive() }).map(
    ({ a, b }) =>
      (v: number) =>
        Math.min(v, b) + a * Math.max(0, v - b),
  ),
  fc.record({ a: positive(), b: positive() }).map(
    ({ a, b }) =>
      (v: number) =>
        a * Math.sqrt(v / b),
  ),
);

function positive() {
  return fc.double({ min: 1e-3, max: 1e6, noNaN: true });
}

function slope() {
  return fc.double({ min: 1e-3, max: 1e3, noNaN: true }).chain((b) => fc.constantFrom(b, -b));
}

describe('seek', () => {
  test('finds a target that an input gives, from anywhere, within the tries allowed', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 1e-2, max: 1e7, noNaN: true }), positive(), (of, solution, start) => {
        const target = of(solution);
        const found = solve(of, start, target);
        expect(found.tries).toBeLessThanOrEqual(MAX_TRIES);
        if (found.kind === 'flat') return expect(Math.abs(of(0) - of(GREATEST))).toBeLessThanOrEqual(1e-6);
        expect(found.kind).toBe('found');
        if (found.kind !== 'found') return;
        expect(Math.abs(found.at.y - target)).toBeLessThanOrEqual(seekTolerance(target, of(start)));
        expect(of(found.at.v)).toBe(found.at.y);
      }),
      { seed: SEED, numRuns: 600 },
    );
  });

  test('stops at the edge of what is possible, with the input that is not', () => {
    fc.assert(
      fc.property(positive(), fc.double({ min: 0.1, max: 1e6, noNaN: true }), fc.boolean(), (start, times, up) => {
        const wide = start * times;
        const edge = up ? start + wide : start * 0.3;
        const of = (v: number): Attempt => ((up ? v <= edge : v >= edge) ? v : 'blocked');
        const found = solve(of, start, up ? edge + wide : edge / 2);
        expect(found.tries).toBeLessThanOrEqual(MAX_TRIES);
        if (found.kind !== 'beyond' || found.blockedAt === undefined) throw new Error(`not beyond: ${found.kind}`);
        expect(Math.abs(found.nearest.y - edge)).toBeLessThanOrEqual(1e-4 * Math.max(edge, wide));
        expect(of(found.blockedAt)).toBe('blocked');
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  test('of a summit below the target the summit is the nearest', () => {
    const found = solve((v) => 100 - (v - 7) ** 2, 3, 200);
    expect(found).toMatchObject({ kind: 'beyond', blockedAt: undefined });
    expect(found.kind === 'beyond' && found.nearest.v).toBeCloseTo(7, 3);
  });

  test('of two solutions takes the one near the start', () => {
    const of = (v: number): number => 100 - (v - 10) ** 2;
    expect(solve(of, 3, 91)).toMatchObject({ kind: 'found', at: { v: expect.closeTo(7, 4) } });
    expect(solve(of, 17, 91)).toMatchObject({ kind: 'found', at: { v: expect.closeTo(13, 4) } });
  });

  test.each<[string, Sought, (v: number) => Attempt]>([
    ['no input moves it', { kind: 'flat', y: 5 }, () => 5],
    ['no input is possible', { kind: 'nowhere', blockedAt: 4 }, () => 'blocked'],
    ['no input gives a value', { kind: 'nowhere', blockedAt: undefined }, () => null],
    [
      'only the input as it is is possible',
      { kind: 'beyond', nearest: { v: 4, y: 1 }, blockedAt: 4 * 0.99 },
      (v) => (v === 4 ? 1 : 'blocked'),
    ],
  ])('%s', (_what, expected, of) => {
    const found = solve(of, 4, 9);
    if (expected.kind === 'beyond') expect(found).toMatchObject({ kind: 'beyond', nearest: expected.nearest });
    else expect(found).toMatchObject(expected);
  });

  test('a line is solved by its secant', () => {
    expect(solve((v) => 3 + 2 * v, 10, 103).tries).toBeLessThanOrEqual(4);
    expect(solve((v) => 3 + 2 * v, 0, 3).tries).toBe(1);
  });

  test('a jump over the target is not a solution', () => {
    const found = solve((v) => (v < 6 ? 0 : 10), 4, 5);
    expect(found).toMatchObject({ kind: 'beyond' });
    expect(found.tries).toBeLessThanOrEqual(MAX_TRIES);
  });
});
