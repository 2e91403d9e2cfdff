import { boxOf } from '../hierarchy/box.ts';
import { MONTHS } from '../hierarchy/hierarchy.ts';
import { measureOf } from './values.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Cell } from '../hierarchy/address.ts';
import type { MeasureCode } from '../hierarchy/measure.ts';
import type { PlanSpace, PlanState } from './plan-state.ts';

/**
 * Watches one cell while edits are replayed, without the totals of all the others: sums per store and column, of which only those
 * that changed are taken anew. It adds in the order of totals.ts, so that it gives the same bits.
 */
export interface CellProbe {
  /** The value of the cell now; clears the marks. */
  read(): number | null;
}

/** Sums of one amount over the cell's months: per (store, column) at store × all columns + column, and of everything. */
interface Part {
  readonly amount: Amount;
  readonly box: Box;
  readonly sums: Float64Array;
  total: number;
}

type SalesAmount = 'units' | 'ttc' | 'ht' | 'cost';
type Amount = SalesAmount | 'spent';

export function createCellProbe(state: PlanState, cell: Cell): CellProbe {
  const box = boxOf(state.hierarchy, cell);
  const sales = salesAmounts(cell.measure).map((amount) => createPart(state.sales, amount, box));
  const charges = chargeBoxes(state, cell, box).map((kind) => createPart(state.charges, 'spent', kind));
  const totalOf = (name: SalesAmount): number => sales.find(({ amount }) => amount === name)?.total ?? 0;

  return {
    read() {
      refresh(state, sales, cell.org === 0, state.sales);
      refresh(state, charges, cell.org === 0, state.charges);
      return measureOf(cell.measure, {
        units: totalOf('units'),
        ttc: totalOf('ttc'),
        ht: totalOf('ht'),
        cost: totalOf('cost'),
        charges: charges.reduce((sum, { total }) => sum + total, 0),
      });
    },
  };
}

function createPart({ leaves }: PlanSpace, amount: Amount, box: Box): Part {
  return { amount, box, sums: new Float64Array(leaves.q.length / MONTHS), total: 0 };
}

function salesAmounts(measure: MeasureCode): readonly SalesAmount[] {
  switch (measure) {
    case 'qte':
      return ['units'];
    case 'ca_ttc':
      return ['ttc'];
    case 'ca_ht':
      return ['ht'];
    case 'prix':
      return ['units', 'ttc'];
    case 'cout_u':
      return ['units', 'cost'];
    case 'cout':
      return ['cost'];
    case 'marge':
    case 'taux_marque':
    case 'resultat':
      return ['ht', 'cost'];
    case 'charges':
      return [];
  }
}

/** One box per kind of charges the cell counts. */
function chargeBoxes({ charges }: PlanState, { measure }: Cell, box: Box): Box[] {
  if (measure === 'charges') return [box];
  if (measure !== 'resultat') return [];
  return Array.from({ length: charges.leaves.columns }, (_, kind) => ({ ...box, c0: kind, c1: kind + 1 }));
}

/** Sums the changed columns of stale stores anew. */
function refresh(state: PlanState, parts: readonly Part[], company: boolean, space: PlanSpace): void {
  const { stale, touched, leaves } = space;
  for (const part of parts) {
    const { s0, s1, k0, k1 } = part.box;
    const c0 = Math.max(part.box.c0, touched.c0);
    const c1 = Math.min(part.box.c1, touched.c1);
    if (c0 >= c1 || touched.k0 >= k1 || touched.k1 <= k0 || !stale.subarray(s0, s1).includes(1)) continue;
    for (let store = s0; store < s1; store++) {
      if (stale[store] === 1) sumColumns(state, part, store * leaves.columns, c0, c1);
    }
    part.total = addStores(state, part, leaves.columns, company);
  }
  stale.fill(0);
  Object.assign(touched, { c0: leaves.columns, c1: 0, k0: MONTHS, k1: 0 });
}

function sumColumns(state: PlanState, { amount, box, sums }: Part, row: number, c0: number, c1: number): void {
  const { q, p, divisor } = state.sales.leaves;
  const { k0, k1 } = box;
  for (let c = c0; c < c1; c++) {
    const from = (row + c) * MONTHS + k0;
    const to = from + k1 - k0;
    switch (amount) {
      case 'units':
        sums[row + c] = addMonths(q, from, to);
        break;
      case 'ttc':
        sums[row + c] = addProducts(q, p, from, to);
        break;
      case 'ht':
        sums[row + c] = addQuotients(q, p, divisor[c]!, from, to);
        break;
      case 'cost':
        sums[row + c] = addProducts(q, state.costs.values, from, to);
        break;
      case 'spent':
        sums[row + c] = addMonths(state.charges.leaves.q, from, to);
    }
  }
}

// One month, or whole quarters. Plain loops, as in leaf-space.ts: an explanation runs through them for every edit.

function addMonths(q: Float64Array, from: number, to: number): number {
  if (to - from === 1) return q[from]!;
  let sum = 0;
  for (let i = from; i < to; i += 3) sum += q[i]! + q[i + 1]! + q[i + 2]!;
  return sum;
}

function addProducts(q: Float64Array, by: Float64Array, from: number, to: number): number {
  if (to - from === 1) return q[from]! * by[from]!;
  let sum = 0;
  for (let i = from; i < to; i += 3) sum += q[i]! * by[i]! + q[i + 1]! * by[i + 1]! + q[i + 2]! * by[i + 2]!;
  return sum;
}

function addQuotients(q: Float64Array, p: Float64Array, divisor: number, from: number, to: number): number {
  if (to - from === 1) return (q[from]! * p[from]!) / divisor;
  let sum = 0;
  for (let i = from; i < to; i += 3) {
    sum += (q[i]! * p[i]!) / divisor + (q[i + 1]! * p[i + 1]!) / divisor + (q[i + 2]! * p[i + 2]!) / divisor;
  }
  return sum;
}

/** Columns to their store, stores to their region; for the company regions to the whole. */
function addStores({ hierarchy }: PlanState, { box, sums }: Part, columns: number, company: boolean): number {
  const regions = company ? hierarchy.regions : [{ from: box.s0, to: box.s1 }];
  let total = 0;
  for (const { from, to } of regions) {
    let region = 0;
    for (let store = from; store < to; store++) {
      let sum = 0;
      for (let i = store * columns + box.c0; i < store * columns + box.c1; i++) sum += sums[i]!;
      region += sum;
    }
    total += region;
  }
  return total;
}
