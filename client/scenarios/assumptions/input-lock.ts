import { parseCell } from '../../../shared/hierarchy/address.ts';
import { lockText } from '../sheet/explain.ts';
import { cellParts } from '../sheet/plan-rows.ts';
import { lockReason } from '../session/sheet-access.ts';
import type { PanelContext } from '../panels/panels.ts';

/** Why a cell takes no input of this user, in words; undefined where it does. */
export function inputLock({ session, scenario, user, explainer }: PanelContext, address: string): string | undefined {
  const { hierarchy } = session.plan;
  const parsed = parseCell(hierarchy, address);
  if (!parsed.ok) return undefined;
  const { measure, row } = cellParts(address);
  const state = session.row(measure, row)?.states[parsed.cell.period];
  const reason = lockReason({ hierarchy, sheets: scenario.sheets, user }, parsed.cell, state?.readOnly ?? false);
  return reason && lockText(explainer.t, reason);
}
