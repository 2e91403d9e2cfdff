import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { createEngine } from '../../shared/planning/engine.ts';
import { isEdit } from '../../shared/scenario/entry.ts';
import { unpackRows } from '../../shared/scenario/entry-rows.ts';
import { packBase, unpackBase } from './bases.ts';
import { readCells } from './cells.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Engine } from '../../shared/planning/engine.ts';
import type { EntryRows } from '../../shared/scenario/entry-rows.ts';
import type { PackedBase } from './bases.ts';
import type { CellsAnswer } from './cells.ts';

/** What a plan is computed from beside its entries; values as shared/planning/base-binary.ts packs them. */
export interface PlanSource {
  readonly tree: Tree;
  readonly base: Uint8Array;
  readonly actuals?: { readonly values: Uint8Array; readonly closed: number } | undefined;
}

export type PlanQuestion =
  /** Values of cells by address. */
  | { readonly kind: 'cells'; readonly addresses: readonly string[] }
  /** All leaf values, actuals included. */
  | { readonly kind: 'base' };

export interface PlanAnswers {
  readonly cells: CellsAnswer;
  readonly base: PackedBase;
}

/** One turn at a plan, in plain data: it may be taken in another thread. */
export interface PlanRequest {
  readonly plan: string;
  /** Starts the plan anew, without entries. */
  readonly open?: PlanSource | undefined;
  /** What is new in its documents. */
  readonly rows: readonly EntryRows[];
  readonly question: PlanQuestion;
  /** Plans that will not be asked about any more. */
  readonly forget: readonly string[];
}

export type PlanAnswer = PlanAnswers[PlanQuestion['kind']];
export type PlanHost = (request: PlanRequest) => PlanAnswer;

/** Keeps the engines of plans and answers from them. Throws where a plan was not opened, or its base cannot be read. */
export function createPlanHost(): PlanHost {
  const engines = new Map<string, Engine>();
  return ({ plan, open, rows, question, forget }) => {
    for (const other of forget) engines.delete(other);
    if (open) engines.set(plan, engineOf(open));
    const engine = engines.get(plan);
    if (!engine) throw new Error(`plan ${plan} is not open`);
    // The gate has judged each by its schema before it came into the journal.
    engine.append(rows.flatMap((some) => unpackRows(some).filter(isEdit)));
    return question.kind === 'cells' ? readCells(engine, question.addresses) : packBase(engine.toBase());
  };
}

function engineOf({ tree, base, actuals }: PlanSource): Engine {
  return createEngine({
    hierarchy: buildHierarchy(tree),
    base: unpackBase(base),
    actuals: actuals && { ...unpackBase(actuals.values), closed: actuals.closed },
  });
}
