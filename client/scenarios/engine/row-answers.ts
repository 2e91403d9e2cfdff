import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { cellAddress } from '../sheet/plan-rows.ts';
import { sameState } from './same-state.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { CellState } from '../../../shared/planning/cell-state.ts';
import type { Engine } from '../../../shared/planning/engine.ts';
import type { RowAnswer, RowRequest } from './row-answer.ts';

/** As many as the page keeps. */
const MAX_ROWS = 2_000;

interface Sent {
  readonly stamp: number;
  readonly values: readonly (number | null)[];
  readonly states: readonly CellState[];
}

/**
 * Answers for rows, which leave out what the asker has: most edits move the values of a row and few of its states, and
 * states are what costs to copy.
 * @param firstStamp above every stamp of a reader before, whose answers the asker may still hold
 */
export function createRowAnswers(
  hierarchy: Hierarchy,
  firstStamp: number,
): (engine: Engine, asked: RowRequest) => RowAnswer {
  const sent = new Map<string, Sent>();
  let stamp = firstStamp;

  function read(engine: Engine, { measure, row }: RowRequest): Omit<Sent, 'stamp'> {
    const cell = mustParseCell(hierarchy, cellAddress(measure, row, hierarchy.periods[0] ?? ''));
    return {
      values: engine.row(cell, cell.org, cell.category),
      states: engine.states(cell),
    };
  }

  return (engine, asked) => {
    const key = cellAddress(asked.measure, asked.row, '');
    const { values, states } = read(engine, asked);
    const known = sent.get(key);
    const before = known && known.stamp === asked.stamp ? known : undefined;
    const sameValues = before?.values.every((value, period) => value === values[period]) === true;
    const sameStates = before?.states.every((state, period) => sameState(state, states[period])) === true;
    if (before && sameValues && sameStates) return { stamp: before.stamp };
    stamp += 1;
    if (sent.size >= MAX_ROWS) sent.clear();
    sent.set(key, { stamp, values, states });
    return { stamp, ...(!sameValues && { values }), ...(!sameStates && { states }) };
  };
}
