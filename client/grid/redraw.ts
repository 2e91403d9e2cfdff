import type { MountedCells } from './mounted-cells.ts';

export interface Redraw {
  /** Draws rows that are others now, all of them where none are named. */
  readonly rows: (changed: ReadonlySet<string> | undefined) => void;
  readonly stop: () => void;
}

export interface RedrawOptions {
  readonly mounted: MountedCells;
  /** Whether somebody sees the row now, or would after a small move. */
  readonly inView: () => (row: string) => boolean;
  /** Whoever feeds the grid keeps what is read fresh. */
  readonly read: (row: string) => void;
  /** Runs something once, behind the next frame. */
  readonly behindPaint: (run: () => void) => { readonly ask: () => void; readonly stop: () => void };
}

/**
 * What is in view is drawn at once. A third of the rows in the document stand out of view, for scrolling to find them there:
 * they are drawn behind the frame, whose layout they would make as much longer.
 */
export function createRedraw({ mounted, inView, read, behindPaint }: RedrawOptions): Redraw {
  let waiting = new Set<string>();
  const late = behindPaint(() => {
    const rows = waiting;
    waiting = new Set();
    mounted.draw((row) => rows.has(row));
  });

  return {
    rows: (changed) => {
      if (!changed) return mounted.draw(() => true);
      const isInView = inView();
      mounted.draw((row) => {
        if (changed.has(row) && isInView(row)) return true;
        read(row);
        if (changed.has(row)) waiting.add(row);
        return false;
      });
      if (waiting.size > 0) late.ask();
    },
    stop: late.stop,
  };
}
