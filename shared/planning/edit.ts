import { compareCodes } from '../hierarchy/hierarchy.ts';

export const OPS = ['set', 'pct', 'add', 'clear', 'undo', 'target'] as const;
export type Op = (typeof OPS)[number];

/**
 * One intention of one person, as it lies in a sheet for ever. What the operations do:
 * `set` the cell becomes v · `pct` 0.05 is +5 % · `add` + v · `clear` back to what it would be · `undo` takes back its
 * author's own entries named in `over` · `target` an objective shown beside the cell, which moves no leaf.
 */
export interface Edit {
  readonly id: string;
  readonly cell: string;
  readonly op: Op;
  readonly v?: number | undefined;
  readonly lock?: true | undefined;
  /** `<org>|<category>` whose base profile spreads the value, e.g. `M:M001|C:EPI`; `*` keeps one's own. */
  readonly like?: string | undefined;
  /** `set`, `clear`: the entries on this cell its author saw and replaces. `undo`: the entries taken back. */
  readonly over: readonly string[];
  readonly by: string;
  /** Hybrid logical clock, ms × 1000 + counter. */
  readonly at: number;
  readonly group?: string | undefined;
  readonly note?: string | undefined;
}

/** Values and targets beyond this would leave no room for products and sums. */
export const MAX_VALUE = 1e15;

/** The order of replay: (at, id), ids by code unit. Cell and operation tell apart what two sheets call by one id and stamp. */
export function compareEdits(a: Stamped, b: Stamped): number {
  return a.at - b.at || compareCodes(a.id, b.id) || compareCodes(a.cell, b.cell) || compareCodes(a.op, b.op);
}

type Stamped = Pick<Edit, 'at' | 'id' | 'cell' | 'op'>;

/** What the cell becomes: a set value, or one made of the value it has. */
export function targetOf({ op, v = 0 }: Edit, value: number): number {
  if (op === 'pct') return value * (1 + v);
  return op === 'add' ? value + v : v;
}
