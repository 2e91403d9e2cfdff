import { describe, expect, test } from 'vitest';
import { applyEdit } from './apply-edit.ts';
import { restoreCheckpoint, takeCheckpoint } from './checkpoint.ts';
import { readEntry } from './log-entry.ts';
import { createPlanState } from './plan-state.ts';
import { takeSavepoint } from './savepoint.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import { createTotals } from './totals.ts';
import type { Blocked } from './blocked.ts';
import type { Edit } from './edit.ts';
import type { PlanState } from './plan-state.ts';

/** Holds that are met in the end, after hundreds of passes. */
const CREEPING = [
  entry(1, 'pct', 'qte|R:IDF|C:ALI|2027-02', 0, { lock: true }),
  entry(2, 'pct', 'qte|M:M1|C:ALI|2027', 0.5, { lock: true }),
  entry(3, 'pct', 'qte|M:M2|*|2027', 0.5, { lock: true }),
  entry(4, 'pct', 'qte|R:IDF|C:ALI|2027', 0.5, { lock: true }),
];
const LAST = entry(5, 'pct', 'qte|M:M2|*|2027-01', 0.5, { lock: true });
/** Holds that creep for as long as they are let. */
const FIGHTING = [
  entry(1, 'pct', 'qte|M:M1|*|2027-Q1', 0, { lock: true }),
  entry(2, 'pct', 'qte|M:M2|C:ALI|2027-Q1', 0, { lock: true }),
  entry(3, 'pct', 'qte|R:IDF|*|2027-Q1', 0.5, { lock: true }),
  entry(4, 'pct', 'qte|R:IDF|*|2027', 0, { lock: true }),
  entry(5, 'pct', 'qte|R:IDF|*|2027-01', 0, { lock: true }),
];
const FIGHT = entry(6, 'pct', 'qte|M:M2|*|2027-01', -1);

function apply(state: PlanState, edit: Edit): Blocked | null {
  const read = readEntry(smallHierarchy, edit);
  if ('fault' in read) throw new Error(read.fault.kind);
  return applyEdit(state, read, edit.at);
}

function stateAfter(edits: readonly Edit[]): PlanState {
  const state = createPlanState(smallHierarchy, smallBase());
  for (const edit of edits) apply(state, edit);
  return state;
}

describe('the patience of a replay', () => {
  test('is not touched by holds that are met at once, and lasts for ones that take long', () => {
    const fresh = createPlanState(smallHierarchy, smallBase()).sales.patience;
    const state = stateAfter(CREEPING.slice(0, 2));
    expect(state.sales.patience).toBe(fresh);
    for (const edit of [...CREEPING.slice(2), LAST]) expect(apply(state, edit)).toBe(null);
    expect(state.sales.patience).toBeLessThan(fresh);
  });

  test('once it is gone an edit that needs more is blocked and changes nothing', () => {
    const state = stateAfter(CREEPING);
    state.sales.patience = 1000;
    const before = state.sales.leaves.q.slice();
    expect(apply(state, LAST)).toMatchObject({ reason: 'unmet_hold' });
    expect(state.sales.leaves.q).toEqual(before);
    expect(state.sales.patience).toBeLessThanOrEqual(0);
  });

  test('a fight costs it once: what follows costs next to nothing, and plain edits are applied', () => {
    const state = stateAfter(FIGHTING);
    state.sales.patience = 1000;
    expect(apply(state, FIGHT)).toMatchObject({ reason: 'unmet_hold' });
    const left = state.sales.patience;
    for (let at = 7; at < 100; at++) expect(apply(state, { ...FIGHT, id: `e${at}`, at })).not.toBe(null);
    expect(state.sales.patience).toBe(left);
    expect(apply(state, entry(100, 'pct', 'qte|M:M1|C:TEX|2027-08', 0.01))).toBe(null);
  });

  test('is part of the state: going back gives back what was spent since', () => {
    const state = stateAfter(FIGHTING);
    const checkpoint = takeCheckpoint(state, 5, undefined);
    const savepoint = takeSavepoint(state, createTotals(smallHierarchy), { first: 0, end: 2 });
    const before = state.sales.patience;
    apply(state, FIGHT);
    expect(state.sales.patience).toBeLessThan(before);
    savepoint.restore();
    expect(state.sales.patience).toBe(before);
    apply(state, FIGHT);
    restoreCheckpoint(state, checkpoint);
    expect(state.sales.patience).toBe(before);
  });
});
