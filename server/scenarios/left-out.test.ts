import { expect, test } from 'vitest';
import { emptyBase } from '../../shared/planning/base.ts';
import { smallHierarchy } from '../../shared/planning/testing/small-plan.ts';
import { joinLeftOut } from './left-out.ts';
import type { LeftOut } from '../../shared/planning/actual-leaves.ts';
import type { YearActuals } from '../../shared/planning/actuals.ts';

const YEAR = 2027;
const at = (month: number, units: number): LeftOut => ({
  store: 'M1',
  category: 'EPI',
  month: `${YEAR}-${String(month).padStart(2, '0')}`,
  units,
  revenueTtc: 0,
  cost: 0,
});
const actuals = (closed: number, ...leftOut: LeftOut[]): YearActuals => ({
  closed,
  leaves: emptyBase(smallHierarchy),
  leftOut,
});

test('closed months say what their actuals left out, the others what the base did', () => {
  const ofBase = { leftOut: [at(1, -1), at(3, -3), at(12, -12)], closed: 0 };
  expect(joinLeftOut(ofBase, actuals(2, at(2, -20)), YEAR)).toEqual([at(2, -20), at(3, -3), at(12, -12)]);
  expect(joinLeftOut(ofBase, actuals(12), YEAR)).toEqual([]);
});

test('a month that is open again does not name what its former actuals left out', () => {
  const kept = joinLeftOut({ leftOut: [at(4, -4)], closed: 0 }, actuals(3, at(2, -20), at(3, -30)), YEAR);
  expect(joinLeftOut({ leftOut: kept, closed: 3 }, actuals(2, at(2, -20)), YEAR)).toEqual([at(2, -20), at(4, -4)]);
});
