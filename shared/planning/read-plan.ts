import { mustParseCell } from '../hierarchy/address.ts';
import { PERIODS } from '../hierarchy/hierarchy.ts';
import { refreshTotals } from './totals.ts';
import { valueAt } from './values.ts';
import type { Cell } from '../hierarchy/address.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { PlanState } from './plan-state.ts';
import type { Totals } from './totals.ts';

/** A measure, as in a parsed cell. */
export type MeasureRef = Pick<Cell, 'measure' | 'charge'>;

/** A row of the grid: node indexes of the hierarchy. */
export type RowRef = Pick<Cell, 'org' | 'category'>;

export interface PlanReader {
  /** @throws {RangeError} on an address the hierarchy does not know */
  value(cell: Cell | string): number | null;
  /** All 17 periods of a row: the year, its quarters, its months. */
  row(measure: MeasureRef, org: number, category: number): (number | null)[];
  /**
   * Many rows at once, one after the other: the value of row i in period k lies at i × 17 + k.
   * @throws {RangeError} on a node the hierarchy does not know
   */
  values(measure: MeasureRef, rows: readonly RowRef[]): (number | null)[];
}

export function createPlanReader(hierarchy: Hierarchy, state: PlanState, totals: Totals): PlanReader {
  const read = ({ measure, charge }: MeasureRef, org: number, category: number, period: number): number | null =>
    valueAt(hierarchy, totals, measure, charge, org, category, period);

  function known({ org, category }: RowRef): void {
    if (hierarchy.orgs[org] === undefined) throw new RangeError(`unknown_org: ${org}`);
    if (hierarchy.cats[category] === undefined) throw new RangeError(`unknown_category: ${category}`);
  }

  return {
    value(at) {
      const cell = typeof at === 'string' ? mustParseCell(hierarchy, at) : at;
      refreshTotals(totals, state);
      return read(cell, cell.org, cell.category, cell.period);
    },
    row(measure, org, category) {
      refreshTotals(totals, state);
      return Array.from({ length: PERIODS }, (_, period) => read(measure, org, category, period));
    },
    values(measure, rows) {
      rows.forEach(known);
      refreshTotals(totals, state);
      const values: (number | null)[] = [];
      for (const { org, category } of rows) {
        for (let period = 0; period < PERIODS; period++) values.push(read(measure, org, category, period));
      }
      return values;
    },
  };
}
