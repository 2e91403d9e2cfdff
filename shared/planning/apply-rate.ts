import { boxSize } from '../hierarchy/box.ts';
import { MONTHS } from '../hierarchy/hierarchy.ts';
import { blockedBy } from './blocked.ts';
import { targetOf } from './edit.ts';
import { holdsAtRisk } from './hold.ts';
import { measureBox, TTC, UNITS } from './leaf-space.ts';
import { restoreHolds } from './restore-holds.ts';
import { LIMIT, toleranceOf } from './tolerance.ts';
import type { Box } from '../hierarchy/box.ts';
import type { RateMeasure } from '../hierarchy/measure.ts';
import type { Blocked } from './blocked.ts';
import type { Edit } from './edit.ts';
import type { LeafSpace } from './leaf-space.ts';
import type { Layer, PlanState } from './plan-state.ts';
import type { Reach } from './restore-holds.ts';

/**
 * Step 2: one factor on every price (or unit cost) of the block. Where part of the block is actuals, the factor is the
 * one on the months still open that gives the whole block the rate asked for.
 */
export function applyRate(
  state: PlanState,
  measure: RateMeasure,
  box: Box,
  edit: Edit,
  reach: Reach,
  position: number,
): Blocked | null {
  const { sales } = state;
  const priced = measure === 'prix';
  const layer = priced ? state.prices : state.costs;
  const amounts: LeafSpace = { ...sales.leaves, p: layer.values };
  const open: Box = { ...box, k0: Math.min(box.k1, Math.max(box.k0, state.closed)) };
  const shut: Box = { ...box, k1: open.k0 };

  const units = measureBox(amounts, box, UNITS);
  const amount = measureBox(amounts, box, TTC);
  if (!(amount > 0 && units > 0)) return { reason: 'no_value', holds: [] };
  const target = targetOf(edit, amount / units);
  if (target < 0) return { reason: 'negative', holds: [] };
  const factor = factorFor(target, units, amount, boxSize(shut) > 0 ? measureBox(amounts, shut, TTC) : 0);
  if (factor === null) return { reason: 'held', holds: [] };
  if (!(target <= LIMIT && greatest(amounts, open) * factor <= LIMIT)) return { reason: 'overflow', holds: [] };

  const atRisk = priced && holdsAtRisk(sales.holds, edit.cell, box, false);
  layer.journal.begin();
  if (atRisk) layer.journal.protect(box.s0, box.s1);
  scaleValues(layer, amounts.columns, open, factor, position);
  layer.changes++;
  const unmet = atRisk ? restoreHolds(sales, reach, position) : [];
  if (unmet.length === 0) return null;
  layer.journal.rollback();
  sales.layer.journal.rollback();
  return blockedBy('unmet_hold', unmet);
}

function factorFor(target: number, units: number, amount: number, shut: number): number | null {
  if (shut === 0) return target / (amount / units);
  const rest = target * units - shut;
  const need = Math.abs(rest) <= toleranceOf(target * units) ? 0 : rest;
  const free = amount - shut;
  return need < 0 || (need > 0 && !(free > toleranceOf(amount))) ? null : need === 0 ? 0 : need / free;
}

function greatest({ columns, p }: LeafSpace, { s0, s1, c0, c1, k0, k1 }: Box): number {
  let most = 0;
  for (let s = s0; s < s1; s++) {
    for (let c = c0; c < c1; c++) {
      const start = (s * columns + c) * MONTHS;
      for (let i = start + k0; i < start + k1; i++) most = Math.max(most, p[i]!);
    }
  }
  return most;
}

function scaleValues({ values, moved }: Layer, columns: number, box: Box, factor: number, position: number): void {
  for (let s = box.s0; s < box.s1; s++) {
    for (let c = box.c0; c < box.c1; c++) {
      const start = (s * columns + c) * MONTHS;
      for (let i = start + box.k0; i < start + box.k1; i++) {
        values[i] = values[i]! * factor;
        moved[i] = position;
      }
    }
  }
}
