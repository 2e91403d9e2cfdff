/**
 * The planning engine: base + actuals + edits -> cube. Pure and deterministic; the browser and the server run the same
 * code and show the same bits, whatever order the edits arrived in.
 *
 *   edit.ts, check-edit.ts      one intention; whether the hierarchy knows its cell
 *   edit-log.ts                 which intentions count: undone, superseded, lost to another value, or replayed
 *   base*.ts                    leaf values to start from: built from actuals, stored as bytes
 *   actuals.ts, actual-leaves.ts    the closed months at what was sold, which no edit moves
 *   leaf-space.ts, spread.ts    typed arrays of leaves and the loops over boxes of them
 *   apply-*.ts                  one edit: rates scale prices, additive edits scale units
 *   hold.ts, restore-holds.ts   totals that later edits elsewhere may not move; journal.ts takes a failed edit back
 *   plan-state.ts, checkpoint.ts, course.ts, replay.ts    everything an edit changes, copies of it, the run over the sequence
 *   expectation.ts              what a value being typed would have replayed, in the time it takes to type it
 *   totals.ts, values.ts, read-plan.ts    sums per node in code order; measures made of them; reading many
 *   cell-state.ts, engine.ts    what the grid asks
 *
 * What has not been entered, and what has become of what was:
 *   suppose.ts, savepoint.ts, try-out.ts    the plan with some more edits, then put back to the bit
 *   preview.ts, moved-leaves.ts    whom and what a proposal would touch
 *   explain.ts, cell-probe.ts      which edits made a value of the base what it is
 *   seek.ts, goal-seek.ts, sensitivity.ts    which input reaches a target; which input matters
 *   fates.ts, history.ts           what became of each entry, and through whom
 *   landing.ts                     where a cell of the month under way will end
 *
 * An edit that comes last costs its own block, the holds around it, and the totals of the stores it touched; one that
 * changes the past (an undo, a replacement, a late arrival) restarts at a checkpoint. Totals are refreshed by the first
 * read after a change, so a burst of edits pays for them once.
 */
import { formatCell, mustParseCell } from '../hierarchy/address.ts';
import { monthRange } from '../hierarchy/box.ts';
import { lastMovers } from './cell-state.ts';
import { createEditLog } from './edit-log.ts';
import { explain } from './explain.ts';
import { goalSeek } from './goal-seek.ts';
import { historyOf, historyOfAll } from './history.ts';
import { viewHold } from './hold.ts';
import { createPlanState } from './plan-state.ts';
import { preview } from './preview.ts';
import { createPlanReader } from './read-plan.ts';
import { createReplay } from './replay.ts';
import { sensitivity } from './sensitivity.ts';
import { createTotals } from './totals.ts';
import { triedEdits, tryOut } from './try-out.ts';
import type { Cell } from '../hierarchy/address.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Actuals, Base } from './base.ts';
import type { CellState, Impossible } from './cell-state.ts';
import type { Edit } from './edit.ts';
import type { Conflict } from './edit-log.ts';
import type { Explanation } from './explain.ts';
import type { Goal, GoalSeek } from './goal-seek.ts';
import type { HistoryItem } from './history.ts';
import type { Hold, HoldView } from './hold.ts';
import type { Entry, EntryStatus, RefusedEdit } from './log-entry.ts';
import type { Preview } from './preview.ts';
import type { PlanReader } from './read-plan.ts';
import type { SensitivityBar } from './sensitivity.ts';
import type { LivePlan, TriedEdit } from './try-out.ts';

export interface EngineInput {
  readonly hierarchy: Hierarchy;
  /** Fit for the hierarchy: see `baseFault`. */
  readonly base: Base;
  readonly actuals?: Actuals | undefined;
  readonly edits?: readonly Edit[] | undefined;
}

export interface Change {
  /** Grows with every append that changed a value or a state. */
  readonly version: number;
  /** Edits applied: 1 for an edit that comes last, more where the past changed, 0 where no value did. */
  readonly replayed: number;
}

/** Answers are plain data. */
export interface Engine extends PlanReader {
  readonly hierarchy: Hierarchy;
  version(): number;
  /** Takes entries of any sheets in any order; known ones are ignored. */
  append(edits: readonly Edit[]): Change;
  /**
   * Somebody is in this cell and may enter a value in place of those on it, which changes the past. What `prepare` does of
   * the replay that costs, `append` need not do; nothing that can be read changes. The cell before is forgotten.
   */
  expect(cell: Cell | string): void;
  /** Applies so many edits of what is expected; whether there are any left. */
  prepare(count: number): boolean;
  state(cell: Cell | string): CellState;
  /** The states of a row by period node; the period of the cell does not matter. Costs hardly more than one of them. */
  states(cell: Cell): CellState[];
  /** The live values on a cell, which a new `set` or `clear` names in its `over`. */
  live(cell: Cell | string): Edit[];
  status(edit: Edit): EntryStatus | 'impossible' | 'unknown';
  conflicts(): Conflict[];
  impossible(): Impossible[];
  holds(): HoldView[];
  /** Entries this hierarchy cannot read; they have no effect. */
  refused(): readonly RefusedEdit[];
  /** Everything entered on a cell, in order, with what became of it and through whom. */
  history(cell: Cell | string): HistoryItem[];
  /** The same of the whole scenario. */
  log(): HistoryItem[];
  /**
   * Has `read` look at the plan as it would be with these edits entered last, then puts everything back, to the bit. The
   * reads of the engine (`value`, `row`, `values`, `toBase`) show the tried plan meanwhile; whatever tells of entries does
   * not. `append`, and a trial within the trial, throw then.
   */
  tryOut<T>(edits: readonly Edit[], read: (reader: PlanReader, edits: readonly TriedEdit[]) => T): T;
  /** What edits would do if they were entered now. */
  preview(edits: readonly Edit[]): Preview;
  /** The edits that made a value of the base what it is, and their amounts. Costs a replay. */
  explain(cell: Cell | string): Explanation;
  /** The value of one cell that brings another to a target, or why there is none. */
  goalSeek(goal: Goal): GoalSeek;
  /**
   * The output with each input by a fraction x lower and higher, widest effect first.
   * @throws {RangeError} on an x that is not above 0, and on an address the hierarchy does not know
   */
  sensitivity(inputs: readonly string[], output: string, x: number): SensitivityBar[];
  /** The plan as it stands, to start another scenario from. */
  toBase(): Base;
}

export function createEngine({ hierarchy, base, actuals, edits = [] }: EngineInput): Engine {
  const log = createEditLog(hierarchy);
  const replay = createReplay(hierarchy, base, actuals);
  const { state } = replay;
  const totals = createTotals(hierarchy);
  const reader = createPlanReader(hierarchy, state, totals);
  const plan: LivePlan = { hierarchy, log, replay, totals, reader };
  let version = 0;
  let trying = false;
  let blocked: Impossible[] | null = null;
  let heldCells: ReadonlyMap<string, Hold> | null = null;

  function append(more: readonly Edit[]): Change {
    if (trying) throw new Error('append within a trial: enter the edits after it');
    const { from, grew } = log.add(more);
    const replayed = from < 0 ? 0 : replay.run(log.counting(), from);
    if (grew) {
      version++;
      blocked = null;
      heldCells = null;
    }
    return { version, replayed };
  }

  const cellOf = (cell: Cell | string): Cell => (typeof cell === 'string' ? mustParseCell(hierarchy, cell) : cell);
  const addressOf = (cell: Cell | string): string => (typeof cell === 'string' ? cell : formatCell(hierarchy, cell));

  function impossible(): Impossible[] {
    blocked ??= log.counting().flatMap(({ edit }, position) => {
      const block = replay.blockedAt(position);
      return block ? [{ edit, reason: block.reason, holds: block.holds }] : [];
    });
    return blocked;
  }

  /** By cell: found once for the hundreds that are asked about after an edit. */
  function holdsByCell(): ReadonlyMap<string, Hold> {
    heldCells ??= new Map([...state.sales.holds, ...state.charges.holds].map((hold) => [hold.cell, hold]));
    return heldCells;
  }

  function stateOf(cell: Cell, address: string, movedBy: number | undefined): CellState {
    const mover = log.counting()[movedBy ?? -1]?.edit;
    const hold = holdsByCell().get(address);
    const conflict = log.conflictOn(address);
    const target = log.targetOn(address);
    const stuck = impossible().filter(({ edit }) => edit.cell === address);
    const applied = ({ edit, status }: Entry): boolean =>
      status === 'counts' && !stuck.some((other) => other.edit === edit);
    const typed = log.onCell(address).findLast(applied)?.edit;
    return {
      readOnly: monthRange(cell.period)[1] <= state.closed,
      ...(typed && { typed }),
      ...(mover && mover.cell !== address && { moved: mover }),
      ...(hold && { held: viewHold(hold) }),
      ...(conflict && { conflict }),
      ...(stuck.length > 0 && { impossible: stuck }),
      ...(target && { target }),
    };
  }

  /** While a trial lasts the plan is not what the log says: nothing may be entered, and no trial starts from there. */
  function aside<T>(work: () => T): T {
    if (trying) throw new Error('a trial within a trial: propose all edits at once');
    trying = true;
    try {
      return work();
    } finally {
      trying = false;
    }
  }

  function live(address: string): Edit[] {
    const entries = log.onCell(address).filter(({ status }) => status === 'counts' || status === 'lost');
    return entries.map(({ edit }) => edit);
  }

  function expect(address: string): void {
    const over = new Set(live(address));
    if (over.size === 0) return;
    const counting = log.counting();
    const from = counting.findIndex(({ edit }) => over.has(edit));
    if (from < 0) return;
    replay.expect(
      counting.filter(({ edit }) => !over.has(edit)),
      from,
    );
  }

  append(edits);
  return {
    hierarchy,
    version: () => version,
    append,
    ...reader,
    state(at) {
      const cell = cellOf(at);
      return stateOf(cell, addressOf(at), lastMovers(state, cell)[cell.period]);
    },
    states: (row) =>
      lastMovers(state, row).map((mover, period) => {
        const cell = { ...row, period };
        return stateOf(cell, formatCell(hierarchy, cell), mover);
      }),
    live: (at) => live(addressOf(at)),
    expect: (at) => expect(addressOf(at)),
    prepare: replay.prepare,
    status(asked) {
      const entry = log.entry(asked);
      if (!entry) return 'unknown';
      return impossible().some(({ edit }) => edit === entry.edit) ? 'impossible' : entry.status;
    },
    conflicts: () => log.conflicts(),
    impossible,
    holds: () => [...state.sales.holds, ...state.charges.holds].map(viewHold),
    refused: () => log.refused(),
    history: (at) => historyOf(log, formatCell(hierarchy, cellOf(at)), replay.blockedAt),
    log: () => historyOfAll(log, replay.blockedAt),
    tryOut: (proposed, read) => aside(() => tryOut(plan, proposed, (trial) => read(reader, triedEdits(trial)))),
    preview: (proposed) => aside(() => preview(plan, proposed)),
    explain: (at) => explain(createPlanState(hierarchy, base, actuals), log.counting(), cellOf(at)),
    goalSeek: (goal) => aside(() => goalSeek(plan, goal)),
    sensitivity: (inputs, output, x) => aside(() => sensitivity(plan, inputs, output, x)),
    toBase: () => ({
      stores: base.stores,
      categories: base.categories,
      kinds: base.kinds,
      q: state.sales.leaves.q.slice(),
      p: state.prices.values.slice(),
      k: state.costs.values.slice(),
      charges: state.charges.leaves.q.slice(),
    }),
  };
}
