import { readEdit } from '../../shared/scenario/entry.ts';
import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { createEngine } from '../../shared/planning/engine.ts';
import { readBase } from './bases.ts';
import { findPlan, planSheets } from './scenario-row.ts';
import type { Engine } from '../../shared/planning/engine.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { ScenarioRow } from './scenario-row.ts';

/** Reads the journal: raw entries of each document after a position. Documents with nothing new are left out. */
export type EntrySource = (
  positions: readonly { document: number; epoch: number; seq: number }[],
) => Promise<readonly { document: number; seq: number; entries: readonly unknown[] }[]>;

export interface DurablePlan {
  readonly engine: Engine;
  /** The last row of each sheet that is in it. */
  readonly positions: Readonly<Record<string, number>>;
}

export interface DurablePlans {
  /** The plan as it is on disk at this moment, whoever types meanwhile. */
  read(scenario: ScenarioRow): Promise<DurablePlan>;
}

interface Kept {
  readonly revision: number;
  readonly epochs: string;
  readonly engine: Engine;
  readonly seqs: Map<number, number>;
}

/** An engine of a large company is some 60 MB. */
const KEPT_ENGINES = 4;

/** Plans computed from the journal. Those asked for lately are kept, and only what is new is read again. */
export function createDurablePlans(db: Queryable, readEntries: EntrySource): DurablePlans {
  const kept = new Map<string, Promise<Kept>>();

  async function open(scenario: ScenarioRow): Promise<Kept> {
    const { tree, base, actuals, closedMonths, revision } = await findPlan(db, scenario.id);
    const closed = actuals === null || closedMonths === 0 ? undefined : await readBase(db, actuals);
    const engine = createEngine({
      hierarchy: buildHierarchy(tree),
      base: await readBase(db, base),
      ...(closed && { actuals: { ...closed, closed: closedMonths } }),
    });
    return { revision, epochs: epochsOf(scenario), engine, seqs: new Map() };
  }

  async function catchUp(scenario: ScenarioRow, plan: Kept): Promise<Kept> {
    const found = await readEntries(
      planSheets(scenario).map(({ document, epoch }) => ({ document, epoch, seq: plan.seqs.get(document) ?? 0 })),
    );
    const edits = found.flatMap(({ entries }) => entries.map(readEdit).filter((edit) => edit !== null));
    plan.engine.append(edits);
    for (const { document, seq } of found) plan.seqs.set(document, seq);
    return plan;
  }

  return {
    async read(scenario) {
      const before = kept.get(scenario.id);
      // One after the other: two who read the same rows would both append them.
      const next = (before?.catch(() => open(scenario)) ?? open(scenario))
        .then((plan) => (isCurrent(plan, scenario) ? plan : open(scenario)))
        .then((plan) => catchUp(scenario, plan));
      kept.delete(scenario.id);
      kept.set(scenario.id, next);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_ENGINES && oldest !== undefined) kept.delete(oldest);
      next.catch(() => {
        if (kept.get(scenario.id) === next) kept.delete(scenario.id);
      });
      const { engine, seqs } = await next;
      const positions = planSheets(scenario).map(({ id, document }) => [id, seqs.get(document) ?? 0]);
      return { engine, positions: Object.fromEntries(positions) as Record<string, number> };
    },
  };
}

const isCurrent = (plan: Kept, scenario: ScenarioRow): boolean =>
  plan.revision >= scenario.revision && plan.epochs === epochsOf(scenario);

/** A region more is a document more. */
const epochsOf = (scenario: ScenarioRow): string =>
  planSheets(scenario)
    .map(({ document, epoch }) => `${document}/${epoch}`)
    .join();
