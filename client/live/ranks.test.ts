import { describe, expect, it } from 'vitest';
import type { RankedStore } from '../../shared/api/live-board.ts';
import { firstRanks, nextRanks, type Ranks } from './ranks.ts';

const store = (code: string, revenueTtc: number, attainment: number | null = null): RankedStore => ({
  scope: `store:${code}`,
  revenueTtc,
  attainment,
  vsLastYear: null,
});
const codes = ({ rows }: Ranks) => rows.map((row) => row.store.scope.slice(6)).join('');
const moves = ({ rows }: Ranks) => rows.map((row) => row.moved?.places ?? 0);
const start = firstRanks([store('A', 30), store('B', 20), store('C', 10)], 'revenueTtc');

describe('ranking of stores', () => {
  it('puts the best first, the missing last, equals by revenue and code', () => {
    expect(codes(start)).toBe('ABC');
    const items = [store('A', 1), store('B', 5), store('D', 5, 0.5), store('C', 5, 0.5), store('E', 0, 1.2)];
    expect(codes(firstRanks(items, 'attainment'))).toBe('ECDBA');
    expect(codes(firstRanks(items, 'vsLastYear'))).toBe('BCDAE');
  });

  it('tells how many places each moved, until it moves again', () => {
    const after = nextRanks(start, [store('A', 30), store('B', 20), store('C', 40)], 'revenueTtc', false);
    expect([codes(after), moves(after)]).toEqual(['CAB', [2, -1, -1]]);
    const later = nextRanks(after, [store('A', 30), store('B', 35), store('C', 41)], 'revenueTtc', false);
    expect([codes(later), moves(later)]).toEqual(['CBA', [2, 1, -1]]);
    expect(later.rows[0]?.moved).toEqual({ places: 2, look: 1 });
  });

  it('keeps rows in their places under a pointer, with the newest values', () => {
    const after = nextRanks(start, [store('A', 30), store('B', 20), store('C', 40)], 'revenueTtc', true);
    expect([codes(after), moves(after)]).toEqual(['ABC', [0, 0, 0]]);
    expect(after.rows[2]?.store.revenueTtc).toBe(40);
    expect(codes(nextRanks(after, after.items, 'revenueTtc', false))).toBe('CAB');
  });

  it('starts without moves when it is ranked by something else, or over other stores', () => {
    const other = nextRanks(start, [store('A', 30, 0.1), store('B', 20, 0.9), store('C', 10)], 'attainment', false);
    expect([codes(other), moves(other)]).toEqual(['BAC', [0, 0, 0]]);
    const more = nextRanks(start, [...start.items, store('D', 25)], 'revenueTtc', false);
    expect([codes(more), moves(more)]).toEqual(['ADBC', [0, 0, 0, 0]]);
  });
});
