import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { cellParts } from '../sheet/plan-rows.ts';
import type { PlanWords } from '../sheet/plan-words.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

/** The measure alone for a cell of the place the other one is in; else all of it. */
export function shortName(hierarchy: Hierarchy, words: PlanWords, cell: string, beside: string): string {
  const [own, other] = [cellParts(cell), cellParts(beside)];
  if (own.row !== other.row || own.period !== other.period) return words.cell(cell);
  return words.measure(mustParseCell(hierarchy, cell));
}
