import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kpiValuesSchema } from '../api/kpi.ts';
import { NO_SALES, addSums, averagePrice, kpiValues } from './kpi-values.ts';
import type { KpiSums } from './kpi-values.ts';
import { euros } from './money.ts';

describe('the values of a live tile', () => {
  const sums: KpiSums = {
    revenueTtc: 1_284_502_000,
    revenueHt: 1_070_418_333,
    cost: 662_588_948,
    receipts: 1204,
    units: 2769,
    objectiveToDate: 1_493_000_000,
    lastYearToTime: 1_232_727_447,
  };

  it('follow the formulas', () => {
    const values = kpiValues(sums);
    expect(values).toMatchObject({
      revenueTtc: 128_450.2,
      revenueHt: 107_041.83,
      margin: 40_782.94,
      objectiveToDate: 149_300,
      lastYearToTime: 123_272.74,
      receipts: 1204,
      units: 2769,
    });
    expect(values.basket).toBeCloseTo(106.686, 3);
    expect(values.unitsPerReceipt).toBeCloseTo(2.2998, 4);
    expect(values.marginRate).toBeCloseTo(0.381, 4);
    expect(values.attainment).toBeCloseTo(0.86035, 5);
    expect(values.vsLastYear).toBeCloseTo(0.042, 6);
    expect(averagePrice(sums)).toBeCloseTo(46.3887, 4);
  });

  it('are null where there is nothing to divide by', () => {
    expect(kpiValues(NO_SALES)).toEqual({
      revenueTtc: 0,
      revenueHt: 0,
      margin: 0,
      objectiveToDate: 0,
      lastYearToTime: 0,
      receipts: 0,
      units: 0,
      basket: null,
      unitsPerReceipt: null,
      marginRate: null,
      attainment: null,
      vsLastYear: null,
    });
    expect(kpiValues({ ...NO_SALES, lastYearToTime: 50_000, objectiveToDate: 1 })).toMatchObject({
      vsLastYear: -1,
      attainment: 0,
    });
  });

  it('have the shape of the feed, never -0 or NaN, for any sums', () => {
    const amount = fc.maxSafeInteger().map((value) => Math.trunc(value / 4));
    const any = fc.record({
      revenueTtc: amount,
      revenueHt: amount,
      cost: amount,
      receipts: fc.nat(),
      units: fc.integer(),
      objectiveToDate: fc.nat(),
      lastYearToTime: fc.nat(),
    });
    fc.assert(
      fc.property(any, (record) => {
        const values = kpiValuesSchema.parse(kpiValues(record));
        for (const value of Object.values(values)) expect(Object.is(value, -0) || Number.isNaN(value)).toBe(false);
      }),
      { seed: 11 },
    );
  });

  it('of a total are exact, whatever the order of the parts', () => {
    const part = fc
      .integer({ min: -1e12, max: 1e12 })
      .map((revenueTtc): KpiSums => ({ ...NO_SALES, revenueTtc, receipts: 1 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
        const total = parts.reduce(addSums, NO_SALES);
        expect(parts.toReversed().reduce(addSums, NO_SALES)).toEqual(total);
        expect(BigInt(total.revenueTtc)).toBe(parts.reduce((sum, { revenueTtc }) => sum + BigInt(revenueTtc), 0n));
        expect(total.receipts).toBe(parts.length);
      }),
      { seed: 12 },
    );
  });
});

describe('money', () => {
  it('is rounded once, half away from zero', () => {
    expect(euros(50)).toBe(0.01);
    expect(euros(49)).toBe(0);
    expect(euros(-50)).toBe(-0.01);
    expect(Object.is(euros(-49), 0)).toBe(true);
    expect(euros(10_050)).toBe(1.01);
    expect(euros(29_380_890_615)).toBe(2_938_089.06);
  });
});
