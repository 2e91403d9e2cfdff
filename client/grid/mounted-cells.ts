import type { CellPosition } from './cell.ts';

/** The value cells that are in the document now, those a little out of view too. */
export interface MountedCells {
  /** Returns what takes the cell out again. */
  readonly add: (position: CellPosition, draw: () => void) => () => void;
  /** @param each is told of every row in the document and says whether its cells may look different now */
  readonly draw: (each: (row: string) => boolean) => void;
  readonly drawCell: (position: CellPosition) => void;
}

/**
 * Draws cells where they stand. AG Grid's own refresh asks every cell for its value, its class and its parameters first,
 * which takes longer than to draw it.
 */
export function createMountedCells(): MountedCells {
  const rows = new Map<string, Map<string, () => void>>();

  return {
    add: ({ row, column }, draw) => {
      const cells = rows.get(row) ?? new Map<string, () => void>();
      rows.set(row, cells);
      cells.set(column, draw);
      return () => {
        // The editor's cell is drawn anew before the one that stood there is taken out.
        if (cells.get(column) !== draw) return;
        cells.delete(column);
        if (cells.size === 0 && rows.get(row) === cells) rows.delete(row);
      };
    },
    draw: (each) => {
      for (const [row, cells] of rows) if (each(row)) for (const draw of cells.values()) draw();
    },
    drawCell: ({ row, column }) => rows.get(row)?.get(column)?.(),
  };
}
