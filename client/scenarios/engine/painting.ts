/** When rows that are others now are drawn. */
export interface Painting {
  /** At once, with what waits. */
  readonly now: (rows: ReadonlySet<string>) => void;
  /** At once where the frame before drew none, since the frame to come may well show it; else with that frame. */
  readonly soon: (rows: ReadonlySet<string>) => void;
}

/** @param onFrame runs something before the next paint */
export function createPainting(
  onFrame: (run: () => void) => void,
  paint: (rows: ReadonlySet<string>) => void,
): Painting {
  let waiting = new Set<string>();
  let awaitsFrame = false;

  function now(rows: ReadonlySet<string>): void {
    const all = new Set([...rows, ...waiting]);
    waiting = new Set();
    paint(all);
  }

  function awaitFrame(): void {
    awaitsFrame = true;
    onFrame(() => {
      awaitsFrame = false;
      if (waiting.size === 0) return;
      now(new Set());
      awaitFrame();
    });
  }

  return {
    now,
    soon: (rows) => {
      if (awaitsFrame) {
        for (const row of rows) waiting.add(row);
        return;
      }
      now(rows);
      awaitFrame();
    },
  };
}
