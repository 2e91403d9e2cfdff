import type { GridColumn } from '../../grid/grid-props.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

export interface PeriodNames {
  readonly month: (month: number) => string;
  readonly quarter: (quarter: number) => string;
}

export interface ColumnWidths {
  readonly month: number;
  readonly total: number;
  /** Keep the year in view; not where the screen is narrow. */
  readonly pinYear: boolean;
}

/**
 * Months of each open quarter, then the quarter, at the end the year. Ids are the period nodes of the hierarchy: 0 the
 * year, 1-4 the quarters, 5-16 the months.
 */
export function planColumns(
  hierarchy: Hierarchy,
  closed: ReadonlySet<string>,
  names: PeriodNames,
  widths: ColumnWidths,
): GridColumn[] {
  const period = (index: number): string => hierarchy.periods[index] ?? '';
  const columns: GridColumn[] = [];
  for (let quarter = 1; quarter <= 4; quarter += 1) {
    const id = period(quarter);
    const open = !closed.has(id);
    if (open) {
      for (let month = quarter * 3 - 2; month <= quarter * 3; month += 1) {
        columns.push({ id: period(month + 4), label: names.month(month), width: widths.month });
      }
    }
    columns.push({ id, label: names.quarter(quarter), width: widths.total, total: true, open });
  }
  columns.push({
    id: period(0),
    label: period(0),
    width: widths.total,
    total: true,
    ...(widths.pinYear && { pinned: true }),
  });
  return columns;
}
