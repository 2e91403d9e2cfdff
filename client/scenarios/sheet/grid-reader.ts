import { monthRange } from '../../../shared/hierarchy/box.ts';
import { cellView, spreadBy } from './cell-view.ts';
import { markOf } from '../comments/thread-views.ts';
import { explain, lockText } from './explain.ts';
import { measureFormat } from './measure-format.ts';
import type { Scale } from './measure-format.ts';
import { cellAddress } from './plan-rows.ts';
import { lockReason } from '../session/sheet-access.ts';
import type { Explainer } from './explain.ts';
import type { MeasureOption } from './measure-options.ts';
import type { Plan } from '../session/plan.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Access } from '../session/sheet-access.ts';
import type { CellPosition, GridCell } from '../../grid/cell.ts';
import type { Cell } from '../../../shared/hierarchy/address.ts';
import type { CellState } from '../../../shared/planning/cell-state.ts';

/** What there is to know about one cell on the screen. */
export interface CellFacts {
  readonly cell: Cell;
  readonly address: string;
  readonly value: number | null;
  readonly state: CellState;
}

/** Reads the plan for the grid: one measure, in one language, for one user. */
export interface GridReader {
  readonly facts: (position: CellPosition) => CellFacts | undefined;
  readonly cell: (position: CellPosition) => GridCell | undefined;
  readonly draft: (position: CellPosition) => string;
  /**
   * What is copied of a cell: as it would be typed; `undefined` while it is not known.
   * @param value for a row that is out of view; what is on the screen comes first
   */
  readonly copy: (position: CellPosition, value: number | null | undefined) => string | undefined;
  /** In full, with its unit. */
  readonly full: (value: number | null) => string;
  /** How the value came about, a line for each hand in it. */
  readonly story: (position: CellPosition) => string[];
  /** Why the cell takes no input, in words. */
  readonly lock: (position: CellPosition) => string | undefined;
}

export function createGridReader(
  session: PlanSession,
  option: MeasureOption,
  access: Access,
  explainer: Explainer,
  scale: Scale,
): GridReader {
  const { hierarchy } = session.plan;
  const format = measureFormat(option.measure, explainer.locale, scale);

  function facts({ row, column }: CellPosition): CellFacts | undefined {
    const cell = cellAt(session.plan, option, row, column);
    const view = cell && session.row(option.id, row);
    const state = cell && view?.states[cell.period];
    if (!state) return undefined;
    return { cell, address: cellAddress(option.id, row, column), value: view.values[cell.period] ?? null, state };
  }

  const closed = (cell: Cell): boolean => monthRange(cell.period)[1] <= session.plan.closedMonths;
  const reason = (cell: Cell) => lockReason(access, cell, closed(cell));

  return {
    facts,
    cell: (position) => {
      const known = facts(position);
      if (!known) return undefined;
      const { cell, state } = known;
      return cellView({
        text: format.cell(known.value),
        state,
        spread: spreadBy(hierarchy, cell, state.moved),
        locked: reason(cell) !== undefined,
        visitors: session.presence.get().visitors.get(known.address) ?? [],
        slotOf: explainer.slotOf,
        commented: markOf(session.comments.of(known.address), known.value),
      });
    },
    draft: (position) => format.draft(facts(position)?.value ?? null),
    copy: (position, value) => {
      const known = facts(position);
      const shown = known ? known.value : value;
      return shown === undefined ? undefined : format.draft(shown);
    },
    full: format.full,
    story: (position) => {
      const known = facts(position);
      return known
        ? explain(explainer, known.cell, known.state, spreadBy(hierarchy, known.cell, known.state.moved))
        : [];
    },
    lock: (position) => {
      // Out of view too: what is not painted yet is locked all the same.
      const cell = cellAt(session.plan, option, position.row, position.column);
      const why = cell && reason(cell);
      return why && lockText(explainer.t, why);
    },
  };
}

function cellAt(
  { hierarchy }: Plan,
  { measure, charge }: MeasureOption,
  row: string,
  column: string,
): Cell | undefined {
  const bar = row.indexOf('|');
  const org = hierarchy.orgIndex.get(row.slice(0, bar));
  const category = hierarchy.catIndex.get(row.slice(bar + 1));
  const period = hierarchy.periodIndex.get(column);
  if (org === undefined || category === undefined || period === undefined) return undefined;
  return { measure, charge, org, category, period };
}
