import { parseCell } from '../../../shared/hierarchy/address.ts';
import { measureFormat, measureUnit } from '../sheet/measure-format.ts';
import { cellParts } from '../sheet/plan-rows.ts';
import type { Shown } from '../../../shared/scenario/comment-intent.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';
import type { PlanSession } from '../session/plan-session.ts';

/** What a cell shows now; `undefined` while its row is being computed, or where the plan has no such cell. */
export function cellValue({ plan, row }: PlanSession, address: string): Shown {
  const parsed = parseCell(plan.hierarchy, address);
  if (!parsed.ok) return undefined;
  const parts = cellParts(address);
  return row(parts.measure, parts.row)?.values[parsed.cell.period];
}

/** As in the grid, with its unit: `131 500 €`, `38,1 %`; « – » for none. */
export function valueText(hierarchy: Hierarchy, address: string, value: number | null, locale: Locale): string {
  const parsed = parseCell(hierarchy, address);
  if (!parsed.ok) return '';
  const { measure } = parsed.cell;
  const text = measureFormat(measure, locale).cell(value);
  return value !== null && measureUnit(measure) === '€' ? `${text}\u00a0€` : text;
}
