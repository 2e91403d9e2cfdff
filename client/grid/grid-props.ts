import type { CellPosition, CellSource } from './cell.ts';
import type { EditorWords } from './editor-note.ts';
import type { FilledCell } from './fill.ts';
import type { FindLabels } from './find-bar.tsx';
import type { CellRange } from './frame.ts';
import type { Paste } from './paste.ts';
import type { TreeNode, TreeRow } from './tree.ts';
import type { ReactNode } from 'react';

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

/** The rectangle that is selected; `from` is its first cell and `to` its last. */
export interface GridSelection extends CellRange {
  /** The cell in which one types. */
  readonly active: CellPosition;
  /** Its rows and columns, as displayed: their product are its cells. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/** What somebody else has selected. */
export interface PeerSelection extends CellRange {
  readonly id: string;
  readonly name: string;
  /** Of the colours `--person-1` to `--person-12`. */
  readonly slot: number;
}

/** Words of the grid in the language of the screen. */
export interface GridLabels {
  readonly treeHeader: string;
  readonly toggleRow: (label: string, open: boolean) => string;
  readonly toggleColumn: (label: string, open: boolean) => string;
  readonly conflict: (count: number) => string;
  /** The size of a selection of several cells, for who does not see it. */
  readonly selected: (rows: number, columns: number) => string;
  readonly find: FindLabels;
  /** AG Grid's own words, by its keys. */
  readonly locale: Readonly<Record<string, string>>;
}

export interface PlanGridProps {
  readonly label: string;
  readonly rows: readonly TreeRow[];
  /** The whole tree of which `rows` shows a part: what is searched. */
  readonly tree: readonly TreeNode[];
  readonly columns: readonly GridColumn[];
  readonly treeWidth: number;
  readonly cell: CellSource;
  readonly labels: GridLabels;
  /** Names this grid and its user, to keep the widths of columns by; without it they last for the page. */
  readonly widthsKey?: string;
  /** What others have selected; those whose corners are not displayed are left out. */
  readonly peers?: readonly PeerSelection[];
  /** Stands below the cells, such as a status bar. */
  readonly footer?: ReactNode;
  /** Name of a cell in words, for its editor. */
  readonly cellName: (position: CellPosition) => string;
  /** What an editor starts with: the value in full, as it would be typed. */
  readonly draft: (position: CellPosition) => string;
  /** What is copied of a cell: the value in full, as it would be typed; `undefined` while it is not known. */
  readonly copyText: (position: CellPosition) => string | undefined;
  /** Lines shown on hover. */
  readonly note: (position: CellPosition) => string | undefined;
  /** The mouse has come to this cell, a moment before its note is asked for. */
  readonly onPoint?: (position: CellPosition) => void;
  readonly onToggleRow: (row: string, open: boolean) => void;
  readonly onToggleColumn: (column: string, open: boolean) => void;
  /** The focus is in this cell; in one of the tree's column too. */
  readonly onFocus: (position: CellPosition) => void;
  /** `undefined` when no value cell is. Told again when rows or columns come between its corners. */
  readonly onSelect: (selection: GridSelection | undefined) => void;
  /** Text was entered; `fault` has found nothing wrong with it. */
  readonly onEdit: (position: CellPosition, text: string) => void;
  /** Ctrl+Enter: the text, in which nothing is wrong for the active cell, is for all of these. Some may be locked. */
  readonly onEditMany: (positions: readonly CellPosition[], text: string) => void;
  /** Delete or cut; there may be locked cells among them. */
  readonly onClear: (positions: readonly CellPosition[]) => void;
  /** Texts from the clipboard, unread; some may be empty, some for locked cells. */
  readonly onPaste: (paste: Paste) => void;
  /** Nothing was copied, since the value of a selected cell is not known yet. */
  readonly onNotCopied: () => void;
  /** Each cell is to take what another one has. */
  readonly onFill: (cells: readonly FilledCell[]) => void;
  /** Ctrl+Z and Ctrl+Y outside of an editor. */
  readonly onUndo?: () => void;
  readonly onRedo?: () => void;
  /** The search has come to a row that is not displayed: expand what hides it. */
  readonly onFindReveal: (row: string) => void;
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
  /** Words below the open editor that came by themselves, until they are taken back or it closes. */
  readonly setEditorNote: (words: EditorWords) => void;
  /** Gives the focus back to the active cell, after a dialog. */
  readonly takeFocus: () => void;
}
