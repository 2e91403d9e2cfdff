import { buildHierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { createEngine } from '../../../shared/planning/engine.ts';
import { cellAddress } from '../sheet/plan-rows.ts';
import { readLeaves } from './read-leaves.ts';
import { createPreparation } from './preparation.ts';
import { createRowAnswers } from './row-answers.ts';
import { storePlans } from '../landing/store-plans.ts';
import type { Tree } from '../../../shared/hierarchy/tree.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Goal } from '../../../shared/planning/goal-seek.ts';
import type { Engine, EngineInput } from '../../../shared/planning/engine.ts';
import type { PlanReader } from '../../../shared/planning/read-plan.ts';
import type { RowAnswer, RowRequest } from './row-answer.ts';

/** What a plan is computed from beside its entries; leaves as `encodeBase` wrote them. */
export interface PlanInput {
  readonly tree: Tree;
  readonly base: ArrayBuffer;
  /** Of which the closed months are taken. */
  readonly actuals?: ArrayBuffer | undefined;
  readonly closedMonths: number;
}

interface Opened {
  readonly input: EngineInput;
  readonly rowOf: (engine: Engine, asked: RowRequest) => RowAnswer;
  engine: Engine;
  past?: Engine;
  /** Other leaves to compare with, one at a time: a large plan's take room. */
  reference?: { readonly hash: string; readonly engine: Engine };
}

/**
 * Everything the page may ask of the planning engine, with plain arguments and answers: a function added here is at once
 * one of `PlanEngine`.
 * @param later runs something once the calls that have arrived meanwhile are answered
 */
export function createEngineMethods(later: (run: () => void) => void) {
  let opened: Opened | undefined;

  function plan(): Opened {
    if (!opened) throw new Error('no plan is open');
    return opened;
  }
  const engine = (): Engine => plan().engine;
  const preparation = createPreparation(engine, later);

  function valuesOf(of: Engine, measure: string, rows: readonly string[]): (number | null)[] {
    const { hierarchy } = of;
    const cells = rows.map((row) => mustParseCell(hierarchy, cellAddress(measure, row, hierarchy.periods[0] ?? '')));
    const [first] = cells;
    return first ? of.values(first, cells) : [];
  }

  function rowValues(reader: PlanReader, { measure, row }: RowRequest): (number | null)[] {
    const { hierarchy } = plan().input;
    const cell = mustParseCell(hierarchy, cellAddress(measure, row, hierarchy.periods[0] ?? ''));
    return reader.row(cell, cell.org, cell.category);
  }

  return {
    /** Comes first. @param start how many engines of this page began before */
    open({ tree, base, actuals, closedMonths }: PlanInput, start: number): void {
      const hierarchy = buildHierarchy(tree);
      const leaves = readLeaves(hierarchy, base);
      const closed = actuals && { ...readLeaves(hierarchy, actuals), closed: closedMonths };
      const input = { hierarchy, base: leaves, actuals: closed };
      opened = { input, rowOf: createRowAnswers(hierarchy, start * 2 ** 32), engine: createEngine(input) };
    },
    /** Leaves to compare the plan with. */
    compareWith(leaves: ArrayBuffer): void {
      const { hierarchy } = plan().input;
      plan().past = createEngine({ hierarchy, base: readLeaves(hierarchy, leaves) });
    },
    /** Takes entries of any sheets in any order; known ones are ignored. */
    append(edits: readonly Edit[]): void {
      preparation.drop();
      engine().append(edits);
    },
    /** Starts over with these entries: the only way to forget some. */
    restart(edits: readonly Edit[]): void {
      preparation.drop();
      plan().engine = createEngine({ ...plan().input, edits });
    },
    rows: (asked: readonly RowRequest[]): RowAnswer[] => asked.map((row) => plan().rowOf(engine(), row)),
    /** A row of what the plan is compared with; `undefined` where that is nothing. */
    lastYearRow(measure: string, row: string): (number | null)[] | undefined {
      const { past } = plan();
      return past && rowValues(past, { measure, row });
    },
    value: (cell: string) => engine().value(cell),
    /** The entries a new value on this cell must name in its `over`. */
    live: (cell: string) => engine().live(cell),
    /** Somebody else is typing a value in place of those on this cell: what it will cost is done as for `foresee`. */
    expect: async (cell: string): Promise<void> => preparation.begin(cell, () => undefined),
    /**
     * The values of these rows as they would be with this entry, which somebody is typing; what it will cost is done while
     * nothing else is asked for. `undefined` when the plan changed, or another entry was asked about, before that was done.
     */
    foresee: (entry: Edit, asked: readonly RowRequest[]) =>
      preparation.begin(entry.over.length > 0 ? entry.cell : undefined, () =>
        engine().tryOut([entry], (reader) => asked.map((row) => rowValues(reader, row))),
      ),
    impossible: () => engine().impossible(),
    holds: () => engine().holds(),
    preview: (edits: readonly Edit[]) => engine().preview(edits),
    /** Row i in period k lies at i × 17 + k. */
    values: (measure: string, rows: readonly string[]) => valuesOf(engine(), measure, rows),
    /** Takes the place of the reference before. */
    refer(hash: string, leaves: ArrayBuffer): void {
      const { hierarchy } = plan().input;
      plan().reference = { hash, engine: createEngine({ hierarchy, base: readLeaves(hierarchy, leaves) }) };
    },
    /** As `values`; undefined where another reference is kept, or none. */
    referenceValues(hash: string, measure: string, rows: readonly string[]): (number | null)[] | undefined {
      const { reference } = plan();
      return reference?.hash === hash ? valuesOf(reference.engine, measure, rows) : undefined;
    },
    /** What a landing of this cell is made of, in one answer. */
    storePlans: (cell: string) => storePlans(engine().hierarchy, cell, engine().value),
    explain: (cell: string) => engine().explain(cell),
    history: (cell: string) => engine().history(cell),
    log: () => engine().log(),
    goalSeek: (goal: Goal) => engine().goalSeek(goal),
    sensitivity: (inputs: readonly string[], output: string, share: number) =>
      engine().sensitivity(inputs, output, share),
  };
}

export type EngineMethods = ReturnType<typeof createEngineMethods>;
