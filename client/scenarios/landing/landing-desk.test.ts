import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { smallEngine, smallHierarchy } from '../testing.ts';
import { createLandingDesk } from './landing-desk.ts';
import type { PlanEngine } from '../engine/engine.ts';
import type { LandingDesk } from './landing-desk.ts';

const hierarchy = smallHierarchy();
const CELL = 'ca_ttc|R:BRE|C:TEX|2027-03';
const toDate = {
  month: '2027-03',
  at: '2027-03-16T09:00:00.000Z',
  stores: [{ store: 'M001', categories: [{ category: 'TEX', units: 3, revenueTtc: 60, revenueHt: 50, cost: 24 }] }],
  remaining: { M001: 0.5, M002: 0.5 },
};

let engine: PlanEngine;
let desk: LandingDesk;

beforeEach(() => {
  engine = smallEngine();
  desk = createLandingDesk(engine, hierarchy);
});
afterEach(() => engine.close());

const totalOf = (address: string): number | null | undefined =>
  desk.at(address, mustParseCell(hierarchy, address))?.total;

async function known(address: string): Promise<void> {
  await expect.poll(() => totalOf(address)).toBeDefined();
}

describe('a landing desk', () => {
  test('says nothing before the sales of the month are known, nor of other months', () => {
    expect(desk.covers(mustParseCell(hierarchy, CELL))).toBe(false);
    expect(totalOf(CELL)).toBeUndefined();
    desk.toDate.set(toDate);
    expect(desk.covers(mustParseCell(hierarchy, CELL))).toBe(true);
    expect(desk.covers(mustParseCell(hierarchy, 'ca_ttc|R:BRE|C:TEX|2027-02'))).toBe(false);
  });

  test('knows the cell pointed at a moment later, with the newest sales and the newest plan', async () => {
    desk.toDate.set(toDate);
    expect(totalOf(CELL)).toBeUndefined();
    await known(CELL);
    expect(totalOf(CELL)).toBe(60 + 200);
    desk.toDate.set({ ...toDate, remaining: { M001: 0.5, M002: 0.25 } });
    expect(totalOf(CELL)).toBe(60 + 150);
    await engine.append([{ id: 'a', cell: CELL, op: 'set', v: 800, over: [], by: 'lea', at: 1 }]);
    expect(totalOf(CELL)).toBeUndefined();
    await known(CELL);
    expect(totalOf(CELL)).toBeCloseTo(60 + 300, 9);
  });
});
