import { describe, expect, test } from 'vitest';
import { gapOf, sortGaps } from './gaps.ts';

describe('a gap', () => {
  test('is plan less reference, and its share of the reference', () => {
    expect(gapOf({ row: 'a', plan: 90, reference: 120 }, false)).toMatchObject({ gap: -30, share: -0.25 });
  });

  test('keeps its sign where the reference is below zero', () => {
    expect(gapOf({ row: 'a', plan: -50, reference: -100 }, false)).toMatchObject({ gap: 50, share: 0.5 });
  });

  test('has no share of nothing, nor of a rate', () => {
    expect(gapOf({ row: 'a', plan: 5, reference: 0 }, false)).toMatchObject({ gap: 5, share: null });
    expect(gapOf({ row: 'a', plan: 0.4, reference: 0.5 }, true)).toMatchObject({ share: null });
    expect(gapOf({ row: 'a', plan: null, reference: 1 }, false)).toMatchObject({ gap: null, share: null });
  });

  test('comes before narrower ones, whatever its sign; none at the end', () => {
    const gaps = [
      gapOf({ row: 'none', plan: null, reference: 1 }, false),
      gapOf({ row: 'same', plan: 7, reference: 7 }, false),
      gapOf({ row: 'up', plan: 110, reference: 100 }, false),
      gapOf({ row: 'down', plan: 0, reference: 40 }, false),
      gapOf({ row: 'small', plan: 2, reference: 1 }, false),
    ];
    expect(sortGaps(gaps, 'gap').map(({ row }) => row)).toEqual(['down', 'up', 'small', 'same', 'none']);
    expect(sortGaps(gaps, 'share').map(({ row }) => row)).toEqual(['down', 'small', 'up', 'same', 'none']);
  });
});
