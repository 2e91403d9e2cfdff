import type { CommentDesk } from '../comments/comment-desk.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { Scenario } from '../../../shared/api/scenarios.ts';
import type { User } from '../../../shared/api/session.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { GridReader } from '../sheet/grid-reader.ts';
import type { MeasureOption } from '../sheet/measure-options.ts';
import type { PlanSession } from '../session/plan-session.ts';

/** What can stand beside the grid, one at a time; `panel.<id>` is its name in the texts. */
export const PANELS = ['comments', 'history', 'assumptions', 'chart', 'comparison'] as const;
export type PanelId = (typeof PANELS)[number];

/** What every panel is given: the open plan, and the cell one stands in. */
export interface PanelContext {
  readonly scenario: Scenario;
  readonly session: PlanSession;
  readonly user: User;
  readonly explainer: Explainer;
  readonly reader: GridReader;
  readonly desk: CommentDesk;
  readonly option: MeasureOption;
  /** The active cell; absent while none was chosen. */
  readonly position: CellPosition | undefined;
  /** The row of the active cell, else the first one. */
  readonly row: string;
  readonly monthName: (month: number) => string;
  /** Shows a cell by its address, its measure and row too. */
  readonly goTo: (cell: string) => void;
  readonly onClose: () => void;
}
