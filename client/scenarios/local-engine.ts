import { mustParseCell } from '../../shared/hierarchy/address.ts';
import { createEngine } from '../../shared/planning/engine.ts';
import { cellAddress } from './plan-rows.ts';
import type { Cell } from '../../shared/hierarchy/address.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';
import type { Actuals, Base } from '../../shared/planning/base.ts';
import type { Engine } from '../../shared/planning/engine.ts';
import type { PlanEngine } from './engine.ts';

export interface LocalEngineInput {
  readonly hierarchy: Hierarchy;
  readonly base: Base;
  readonly actuals?: Actuals | undefined;
  readonly lastYear?: Base | undefined;
}

/** The planning engine on this thread: every answer comes at once. */
export function createLocalEngine(input: LocalEngineInput): PlanEngine {
  const { hierarchy } = input;
  let past: Engine | undefined;
  let engine: Engine = createEngine(input);
  let restarts = 0;

  const firstCell = (measure: string, row: string): Cell =>
    mustParseCell(hierarchy, cellAddress(measure, row, hierarchy.periods[0] ?? ''));
  // A restarted engine counts from 0 again; what callers compare must not.
  const version = (): number => restarts * 1e9 + engine.version();

  return {
    version,
    append: (edits) => void engine.append(edits),
    restart: (edits) => {
      restarts += 1;
      engine = createEngine({ ...input, edits });
    },
    row: (measure, row) => {
      const cell = firstCell(measure, row);
      return {
        version: version(),
        values: engine.row(cell, cell.org, cell.category),
        states: hierarchy.periods.map((_, period) => engine.state({ ...cell, period })),
      };
    },
    lastYearRow: (measure, row) => {
      const cell = firstCell(measure, row);
      if (!input.lastYear) return undefined;
      past ??= createEngine({ hierarchy, base: input.lastYear });
      return past.row(cell, cell.org, cell.category);
    },
    live: (cell) => engine.live(cell),
  };
}
