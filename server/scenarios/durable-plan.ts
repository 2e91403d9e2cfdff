import { unavailable } from '../http/errors.ts';
import { readBytes } from './bases.ts';
import { PlanLost } from './plan-thread.ts';
import { findPlan, planSheets } from './scenario-row.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { EntryRows } from '../../shared/scenario/entry-rows.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { PackedBase } from './bases.ts';
import type { CellsAnswer } from './cells.ts';
import type { PlanAnswers, PlanQuestion, PlanSource } from './plan-host.ts';
import type { PlanLoss, PlanThread } from './plan-thread.ts';
import type { ScenarioRow } from './scenario-row.ts';

/** Reads the journal: rows of each document after a position. Documents with nothing new are left out. */
export type EntrySource = (
  positions: readonly { document: number; epoch: number; seq: number }[],
) => Promise<readonly { document: number; seq: number; rows: EntryRows }[]>;

/** All values of a plan at one moment. */
export interface DurablePlan {
  readonly tree: Tree;
  readonly packed: PackedBase;
  /** The last row of each sheet that is in it. */
  readonly positions: Readonly<Record<string, number>>;
}

/** Plans as they are on disk at this moment, whoever types meanwhile. Throws 503 where one cannot be computed for now. */
export interface DurablePlans {
  cells(scenario: ScenarioRow, addresses: readonly string[], caller: string): Promise<CellsAnswer>;
  read(scenario: ScenarioRow, caller: string): Promise<DurablePlan>;
}

/** A plan that is open in a thread. */
interface Kept {
  readonly revision: number;
  readonly epochs: string;
  readonly tree: Tree;
  readonly thread: PlanThread;
  /** Of the thread when it was opened there. */
  readonly generation: number;
  readonly seqs: ReadonlyMap<number, number>;
  /** Who asked for it; undefined where several did. */
  readonly caller: string | undefined;
}

/** An engine of a large company is some 60 MB. */
const KEPT_ENGINES = 4;
/** Asked for and not answered: more would only wait until nobody listens any more. */
const MAX_WAITING = 40;

/** Plans computed from the journal. Those asked for lately are kept, and only what is new is read again. */
export function createDurablePlans(
  db: Queryable,
  readEntries: EntrySource,
  threads: readonly PlanThread[],
  keptEngines = KEPT_ENGINES,
): DurablePlans {
  const kept = new Map<string, Kept>();
  /** The last turn at each plan: two who read the same rows at once would both append them. */
  const turns = new Map<string, Promise<unknown>>();
  /** The last turn of each caller: who asks for much at once has one computed after the other, and others between. */
  const callers = new Map<string, Promise<unknown>>();
  /** What a thread is to let go of with its next request. */
  const forgotten = new Map<PlanThread, string[]>();
  let waiting = 0;

  async function ask<Q extends PlanQuestion>(
    scenario: ScenarioRow,
    caller: string,
    question: Q,
  ): Promise<{ answer: PlanAnswers[Q['kind']]; plan: Kept }> {
    if (waiting >= MAX_WAITING) throw unavailable('Too many plans are being computed. Try again in a moment.');
    waiting++;
    try {
      return await after(callers, caller, () => after(turns, scenario.id, () => takeTurn(scenario, caller, question)));
    } catch (error) {
      // What the thread has of it is not known: the next turn begins anew.
      drop(scenario.id);
      throw error instanceof PlanLost ? unavailable(TOLD[error.kind]) : error;
    } finally {
      waiting--;
    }
  }

  /** After the last turn of this name, however that ended. */
  async function after<T>(last: Map<string, Promise<unknown>>, name: string, take: () => Promise<T>): Promise<T> {
    const turn = (last.get(name) ?? Promise.resolve()).catch(() => {}).then(take);
    last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (last.get(name) === turn) last.delete(name);
    }
  }

  async function takeTurn<Q extends PlanQuestion>(
    scenario: ScenarioRow,
    caller: string,
    question: Q,
  ): Promise<{ answer: PlanAnswers[Q['kind']]; plan: Kept }> {
    const known = kept.get(scenario.id);
    const current = known && isCurrent(known, scenario) ? known : undefined;
    const { plan, open } = current ? { plan: current, open: undefined } : await source(scenario, caller, known?.thread);
    const found = await readEntries(
      planSheets(scenario).map(({ document, epoch }) => ({ document, epoch, seq: plan.seqs.get(document) ?? 0 })),
    );
    // While the journal was read its thread may have died, or been told to forget it in favour of others.
    const lost = current && kept.get(scenario.id) !== current;
    if (lost || plan.generation !== plan.thread.generation()) return takeTurn(scenario, caller, question);
    const next = { ...plan, seqs: new Map(plan.seqs), caller: plan.caller === caller ? caller : undefined };
    for (const { document, seq } of found) next.seqs.set(document, seq);
    keep(scenario.id, next, caller);
    const forget = forgotten.get(plan.thread) ?? [];
    forgotten.delete(plan.thread);
    const rows = found.map((document) => document.rows);
    try {
      const answer = await plan.thread.ask({ plan: scenario.id, open, rows, question, forget });
      return { answer: answer as PlanAnswers[Q['kind']], plan: next };
    } catch (error) {
      // Another request took the thread down, and this plan with it.
      if (error instanceof PlanLost && error.kind === 'gone') return takeTurn(scenario, caller, question);
      throw error;
    }
  }

  function keep(id: string, plan: Kept, caller: string): void {
    kept.delete(id);
    const [oldest] = kept.keys();
    const [ownOldest, ...own] = [...kept].filter(([, other]) => other.caller === caller).map(([other]) => other);
    kept.set(id, plan);
    if (kept.size <= keptEngines) return;
    // Who goes from plan to plan that nobody else looks at puts away his own, not those of others.
    const spare = own.length + 1 >= keptEngines / 2 ? ownOldest : undefined;
    const last = spare ?? oldest;
    if (last !== undefined) drop(last);
  }

  function drop(id: string): void {
    const plan = kept.get(id);
    if (!plan) return;
    kept.delete(id);
    forgotten.set(plan.thread, [...(forgotten.get(plan.thread) ?? []), id]);
  }

  async function source(
    scenario: ScenarioRow,
    caller: string,
    last: PlanThread | undefined,
  ): Promise<{ plan: Kept; open: PlanSource }> {
    const { tree, base, actuals, closedMonths, revision } = await findPlan(db, scenario.id);
    const closed = actuals === null || closedMonths === 0 ? undefined : await readBytes(db, actuals);
    const open = {
      tree,
      base: await readBytes(db, base),
      ...(closed && { actuals: { values: closed, closed: closedMonths } }),
    };
    const thread = last ?? idlest();
    const plan = {
      revision,
      epochs: epochsOf(scenario),
      tree,
      thread,
      generation: thread.generation(),
      seqs: new Map(),
      caller,
    };
    return { plan, open };
  }

  const idlest = (): PlanThread => threads.reduce((a, b) => (b.waiting() < a.waiting() ? b : a));

  return {
    cells: async (scenario, addresses, caller) => (await ask(scenario, caller, { kind: 'cells', addresses })).answer,
    async read(scenario, caller) {
      const { answer, plan } = await ask(scenario, caller, { kind: 'base' });
      const positions = planSheets(scenario).map(({ id, document }) => [id, plan.seqs.get(document) ?? 0]);
      return { tree: plan.tree, packed: answer, positions: Object.fromEntries(positions) as Record<string, number> };
    },
  };
}

const TOLD: Record<PlanLoss, string> = {
  timeout: 'The plan takes too long to compute. Try again later, or start another scenario from an earlier version.',
  died: 'The plan could not be computed. Try again in a moment.',
  gone: 'The plan could not be computed. Try again in a moment.',
  stopped: 'The server is stopping. Try again in a moment.',
};

const isCurrent = (plan: Kept, scenario: ScenarioRow): boolean =>
  plan.revision >= scenario.revision &&
  plan.epochs === epochsOf(scenario) &&
  plan.generation === plan.thread.generation();

/** A region more is a document more. */
const epochsOf = (scenario: ScenarioRow): string =>
  planSheets(scenario)
    .map(({ document, epoch }) => `${document}/${epoch}`)
    .join();
