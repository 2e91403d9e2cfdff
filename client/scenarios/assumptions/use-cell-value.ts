import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { cellParts } from '../sheet/plan-rows.ts';
import { usePlanVersion } from '../session/use-plan-version.ts';
import type { PlanSession } from '../session/plan-session.ts';

/** What a cell shows now; null too while it is not known. */
export function useCellValue(session: PlanSession, address: string): number | null {
  usePlanVersion(session);
  const { measure, row } = cellParts(address);
  const { period } = mustParseCell(session.plan.hierarchy, address);
  return session.row(measure, row)?.values[period] ?? null;
}
