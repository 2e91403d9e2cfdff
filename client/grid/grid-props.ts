import type { CellPosition, CellSource } from './cell.ts';
import type { TreeRow } from './tree.ts';

export interface GridColumn {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  /** Kept in view at the right. */
  readonly pinned?: boolean;
  /** Stands for a sum of other columns. */
  readonly total?: boolean;
  /** A column whose parts can be shown and hidden. */
  readonly open?: boolean;
}

/** Words of the grid in the language of the screen. */
export interface GridLabels {
  readonly treeHeader: string;
  readonly toggleRow: (label: string, open: boolean) => string;
  readonly toggleColumn: (label: string, open: boolean) => string;
  readonly conflict: (count: number) => string;
  /** AG Grid's own words, by its keys. */
  readonly locale: Readonly<Record<string, string>>;
}

export interface PlanGridProps {
  readonly label: string;
  readonly rows: readonly TreeRow[];
  readonly columns: readonly GridColumn[];
  readonly treeWidth: number;
  readonly cell: CellSource;
  readonly labels: GridLabels;
  /** Name of a cell in words, for its editor. */
  readonly cellName: (position: CellPosition) => string;
  /** What an editor starts with: the value in full, as it would be typed. */
  readonly draft: (position: CellPosition) => string;
  /** Lines shown on hover. */
  readonly note: (position: CellPosition) => string | undefined;
  readonly onToggleRow: (row: string, open: boolean) => void;
  readonly onToggleColumn: (column: string, open: boolean) => void;
  readonly onFocus: (position: CellPosition) => void;
  /** Text was entered; `fault` has found nothing wrong with it. */
  readonly onEdit: (position: CellPosition, text: string) => void;
  readonly onClear: (position: CellPosition) => void;
  readonly onDraft: (position: CellPosition, text: string | undefined) => void;
  /** Why this text cannot be taken here, in words. */
  readonly fault: (position: CellPosition, text: string) => string | undefined;
  /** Somebody tried to enter such a text; its editor stays open. */
  readonly onFault: (position: CellPosition, fault: string, anchor: DOMRect) => void;
  /** Somebody typed into a cell that takes nothing. */
  readonly onRefused: (position: CellPosition, anchor: DOMRect) => void;
  readonly onConflict: (position: CellPosition, anchor: DOMRect) => void;
}

/** What a screen may tell the grid after it is mounted. */
export interface PlanGridHandle {
  /** Redraws what is in view and looks different now, all of it or in these rows. */
  readonly refresh: (rows?: ReadonlySet<string>) => void;
  readonly refreshCells: (positions: readonly CellPosition[]) => void;
  readonly focus: (position: CellPosition) => void;
}
