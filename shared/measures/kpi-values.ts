import type { KpiValues } from '../api/kpi.ts';
import { euros } from './money.ts';
import type { TenThousandths } from './money.ts';

/** What adds up over lines, stores and days: the only thing totals are ever made from. */
export interface KpiSums {
  revenueTtc: TenThousandths;
  revenueHt: TenThousandths;
  cost: TenThousandths;
  /** Receipts with at least one line of positive quantity. */
  receipts: number;
  /** Net of returns. */
  units: number;
  /** 0 where there is no objective, or no last year to compare with: the ratio to it is then undefined. */
  objectiveToDate: TenThousandths;
  lastYearToTime: TenThousandths;
}

export const NO_SALES: KpiSums = {
  revenueTtc: 0,
  revenueHt: 0,
  cost: 0,
  receipts: 0,
  units: 0,
  objectiveToDate: 0,
  lastYearToTime: 0,
};

/** The total of two scopes or days. */
export function addSums(a: KpiSums, b: KpiSums): KpiSums {
  return {
    revenueTtc: a.revenueTtc + b.revenueTtc,
    revenueHt: a.revenueHt + b.revenueHt,
    cost: a.cost + b.cost,
    receipts: a.receipts + b.receipts,
    units: a.units + b.units,
    objectiveToDate: a.objectiveToDate + b.objectiveToDate,
    lastYearToTime: a.lastYearToTime + b.lastYearToTime,
  };
}

/**
 * The figures of a live tile: euros with two decimals, ratios from the exact sums and not rounded, null where undefined.
 * Ratios never add up, so call this on the sums of each total.
 */
export function kpiValues(sums: KpiSums): KpiValues {
  const { revenueTtc, revenueHt, receipts, units, objectiveToDate, lastYearToTime } = sums;
  const margin = revenueHt - sums.cost;
  return {
    revenueTtc: euros(revenueTtc),
    revenueHt: euros(revenueHt),
    margin: euros(margin),
    objectiveToDate: euros(objectiveToDate),
    lastYearToTime: euros(lastYearToTime),
    receipts,
    units,
    basket: ratio(revenueTtc, receipts * 10_000),
    unitsPerReceipt: ratio(units, receipts),
    marginRate: ratio(margin, revenueHt),
    attainment: ratio(revenueTtc, objectiveToDate),
    vsLastYear: ratio(revenueTtc - lastYearToTime, lastYearToTime),
  };
}

/** Revenue per unit in euros; not part of a live tile. */
export function averagePrice({ revenueTtc, units }: Pick<KpiSums, 'revenueTtc' | 'units'>): number | null {
  return ratio(revenueTtc, units * 10_000);
}

/** Undefined without something to divide by. Never -0, which JSON and Object.is treat apart from 0. */
function ratio(numerator: number, denominator: number): number | null {
  if (denominator === 0) return null;
  return numerator === 0 ? 0 : numerator / denominator;
}
