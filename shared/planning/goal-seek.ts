import { parseCell } from '../hierarchy/address.ts';
import { monthRange } from '../hierarchy/box.ts';
import { isEditable } from '../hierarchy/measure.ts';
import { MAX_VALUE } from './edit.ts';
import { seek } from './seek.ts';
import { tryValues } from './try-out.ts';
import type { AddressFault } from '../hierarchy/address.ts';
import type { Blockage, Blocked } from './blocked.ts';
import type { Edit } from './edit.ts';
import type { HoldView } from './hold.ts';
import type { Attempt } from './seek.ts';
import type { LivePlan } from './try-out.ts';

export interface Goal {
  /** The cell to set, of any measure that can be edited. */
  readonly input: string;
  /** The cell to bring to the target, of any measure. */
  readonly output: string;
  readonly target: number;
}

export interface Reached {
  /** The value of the input. */
  readonly v: number;
  /** The value of the output that it gives. */
  readonly result: number;
}

/**
 * `bad_cell`, `bad_target`: the goal cannot be read. `input_computed`: no edit gives the input's measure a value.
 * `input_closed`: all of it is actuals. `no_effect`: the output stays the same whatever the input. `out_of_reach`: no input
 * gives the target; the nearest it comes. `blocked`: holds or actuals end the way before the target; `nearest` is null
 * where no input is possible at all.
 */
export type GoalSeek =
  | ({ readonly ok: true; readonly tries: number } & Reached)
  | { readonly ok: false; readonly kind: 'bad_cell'; readonly fault: AddressFault }
  | { readonly ok: false; readonly kind: 'bad_target'; readonly target: number }
  | { readonly ok: false; readonly kind: 'input_computed'; readonly measure: string }
  | { readonly ok: false; readonly kind: 'input_closed' }
  | { readonly ok: false; readonly kind: 'no_effect'; readonly result: number | null }
  | { readonly ok: false; readonly kind: 'out_of_reach'; readonly nearest: Reached }
  | {
      readonly ok: false;
      readonly kind: 'blocked';
      readonly reason: Blockage;
      readonly holds: readonly HoldView[];
      readonly nearest: Reached | null;
    };

/**
 * The value of one cell that brings another to a target, as if it were entered now in place of what stands there (and held
 * on, where the cell is held).
 */
export function goalSeek(plan: LivePlan, { input, output, target }: Goal): GoalSeek {
  const { hierarchy, replay, reader } = plan;
  const [from, to] = [parseCell(hierarchy, input), parseCell(hierarchy, output)];
  if (!from.ok) return { ok: false, kind: 'bad_cell', fault: from.fault };
  if (!to.ok) return { ok: false, kind: 'bad_cell', fault: to.fault };
  if (!(Math.abs(target) <= MAX_VALUE)) return { ok: false, kind: 'bad_target', target };
  if (!isEditable(from.cell.measure)) return { ok: false, kind: 'input_computed', measure: from.cell.measure };
  if (monthRange(from.cell.period)[1] <= replay.state.closed) return { ok: false, kind: 'input_closed' };

  const start = reader.value(from.cell) ?? 0;
  const blocks = new Map<number, Blocked>();
  let tries = 0;
  const sought = tryValues(plan, settingEdit(plan, input), (setTo) => {
    const attempt = (v: number): Attempt => {
      tries++;
      const blocked = setTo(v);
      if (blocked) blocks.set(v, blocked);
      return blocked ? 'blocked' : reader.value(to.cell);
    };
    return seek({ attempt, start, target, greatest: MAX_VALUE });
  });

  if (sought.kind === 'found') return { ok: true, v: sought.at.v, result: sought.at.y, tries };
  if (sought.kind === 'flat') return { ok: false, kind: 'no_effect', result: sought.y };
  const nearest = sought.kind === 'beyond' ? { v: sought.nearest.v, result: sought.nearest.y } : null;
  const blocked = sought.blockedAt === undefined ? undefined : blocks.get(sought.blockedAt);
  if (blocked) return { ok: false, kind: 'blocked', ...blocked, nearest };
  return nearest ? { ok: false, kind: 'out_of_reach', nearest } : { ok: false, kind: 'no_effect', result: null };
}

/** What entering a value on a cell appends: see `setCell` of shared/scenario/intent.ts. */
function settingEdit({ log }: LivePlan, cell: string): Edit {
  const live = log.onCell(cell).filter(({ status }) => status === 'counts' || status === 'lost');
  const lock = live.some(({ edit }) => edit.lock);
  const over = live.map(({ edit }) => edit.id);
  return { id: 'goal-seek', cell, op: 'set', v: 0, over, by: '', at: 0, ...(lock && { lock: true }) };
}
