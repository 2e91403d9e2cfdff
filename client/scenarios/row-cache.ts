import { cellAddress } from './plan-rows.ts';
import type { PlanEngine, RowView } from './engine.ts';

/** Rows read once per version of the plan; far more than are ever in view. */
const MAX_ROWS = 2_000;

export interface RowCache {
  /** The newest there is: an older version while the engine is still working, `undefined` before its first answer. */
  readonly row: (measure: string, row: string) => RowView | undefined;
}

/** @param onLate a row asked for has arrived later */
export function createRowCache(engine: PlanEngine, onLate: () => void): RowCache {
  const rows = new Map<string, RowView>();
  const asked = new Map<string, number>();

  function keep(key: string, view: RowView): void {
    if (rows.size >= MAX_ROWS) rows.clear();
    rows.set(key, view);
  }

  async function later(key: string, answer: Promise<RowView>): Promise<void> {
    keep(key, await answer);
    onLate();
  }

  return {
    row: (measure, row) => {
      const key = cellAddress(measure, row, '');
      const version = engine.version();
      const known = rows.get(key);
      if (known?.version === version || asked.get(key) === version) return known;
      const answer = engine.row(measure, row);
      if (!(answer instanceof Promise)) {
        keep(key, answer);
        return answer;
      }
      asked.set(key, version);
      void later(key, answer);
      return known;
    },
  };
}
