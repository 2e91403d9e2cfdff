import { describe, expect, test } from 'vitest';
import { QUOTA, weightOf } from './quota.ts';

const id = (n: number): string => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => id(n));

describe('weightOf', () => {
  test('a value, a change, an undo of a few and a short comment count once', () => {
    expect(weightOf({ op: 'set', v: 12, over: ids(3) })).toBe(1);
    expect(weightOf({ op: 'undo', over: ids(13) })).toBe(1);
    expect(weightOf({ op: 'say', text: 'x'.repeat(511) })).toBe(1);
  });

  test('what takes more room counts for more, whatever it fills it with', () => {
    expect(weightOf({ over: ids(14) })).toBe(2);
    expect(weightOf({ over: [], note: 'x'.repeat(2_000) })).toBe(4);
    expect(weightOf({ text: 'x'.repeat(1_024) })).toBe(3);
    for (const entry of [{ over: ids(2_000) }, { text: 'x'.repeat(90_000) }]) {
      expect(JSON.stringify(entry).length / weightOf(entry)).toBeLessThan(600);
    }
  });

  test('a paste of 10,000 cells, its undo, its redo and a second one are within one person’s share', () => {
    const taken = Array.from({ length: 5 }, () => weightOf({ op: 'undo', over: ids(2_000) }));
    const back = taken.reduce((sum, weight) => sum + weight, 0);
    expect(2 * (10_000 + back) + 5).toBeLessThan(QUOTA.person);
    expect(2 * QUOTA.person).toBeLessThanOrEqual(QUOTA.document);
  });

  test('says nothing of what is no entry', () => {
    expect([null, undefined, 'x', 12, [1]].map(weightOf)).toEqual([1, 1, 1, 1, 1]);
  });
});
