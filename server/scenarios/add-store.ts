import { month } from '../../shared/calendar/month.ts';
import { buildActuals } from '../../shared/planning/actuals.ts';
import { copyStore, growBase, startStore } from '../../shared/planning/base-grow.ts';
import { SIEGE } from '../../shared/hierarchy/sheet.ts';
import { conflict, invalidContent } from '../http/errors.ts';
import { transaction } from '../postgres/pool.ts';
import { readBase, saveBase } from './bases.ts';
import { findPlan } from './scenario-row.ts';
import { lockStates } from './sheet-states.ts';
import { fitHierarchy, startFrom } from './starting-point.ts';
import { findStore, withStore } from './store-in-tree.ts';
import type { AddStore } from '../../shared/api/scenarios.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { LeftOut } from '../../shared/planning/actual-leaves.ts';
import type { CopiedProfile } from '../../shared/planning/base-profiles.ts';
import type { Base } from '../../shared/planning/base.ts';
import type { Client, Pool } from '../postgres/pool.ts';
import type { ClosedSalesReader } from './closed-sales.ts';
import type { PlanRow } from './scenario-row.ts';
import type { CompanyStore } from './store-in-tree.ts';

/** Of a plan whose model changes at the same time, e.g. because a month has ended. */
const ATTEMPTS = 5;

interface Grown {
  readonly tree: Tree;
  readonly base: Base;
  readonly lastYear: Base | null;
  readonly actuals: Base | null;
  readonly copied: CopiedProfile;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Makes a store that the scenario lacks part of its tree. Throws 422 for a store there is none of or a `like` the scenario
 * lacks, 409 `store_exists`, and 409 `wrong_state` unless the store's region is draft.
 */
export async function addStore(
  pool: Pool,
  closed: ClosedSalesReader,
  scenario: string,
  request: AddStore,
  now: number,
): Promise<CopiedProfile> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const plan = await findPlan(pool, scenario);
    const store = await findStore(pool, request.store, plan.tree.year);
    const grown = await grow(pool, closed, { plan, store, like: request.like, now });
    const written = await transaction(pool, (client) => write(client, scenario, { plan, store, grown }));
    if (written) return grown.copied;
  }
  throw conflict('busy', 'This scenario is being changed by somebody else. Try again in a moment.');
}

async function grow(
  pool: Pool,
  closed: ClosedSalesReader,
  { plan, store, like, now }: { plan: PlanRow; store: CompanyStore; like: string | undefined; now: number },
): Promise<Grown> {
  const tree = withStore(plan.tree, store);
  const hierarchy = fitHierarchy(tree);
  if (like !== undefined && (like === store.code || !hierarchy.stores.some(({ code }) => code === like))) {
    throw invalidContent([{ path: 'like', code: 'unknown', message: `This scenario has no store ${like}.` }]);
  }
  const base = growBase(hierarchy, await readBase(pool, plan.base));
  const copied = startStore(hierarchy, base, store.code, like);
  const lastYear = plan.lastYear === null ? null : growBase(hierarchy, await readBase(pool, plan.lastYear));
  if (lastYear) {
    const own = await startFrom(pool, tree, now);
    // Copies of other stores are to plan with; a comparison shows what was sold.
    const sold = !own.lastYear.copied.some((profile) => profile.store === store.code);
    if (sold) takeStore(hierarchy, lastYear, own.lastYear.base, store.code);
  }
  const actuals = plan.actuals === null ? null : growBase(hierarchy, await readBase(pool, plan.actuals));
  const leftOut = actuals ? await takeActuals(closed, hierarchy, plan, actuals, store.code) : [];
  return { tree, base, lastYear, actuals, copied, leftOut };
}

/** Its own sales of the months that are closed in this scenario: others may be fixed by now, and stay. */
async function takeActuals(
  closed: ClosedSalesReader,
  hierarchy: Hierarchy,
  { tree, closedMonths }: PlanRow,
  actuals: Base,
  code: string,
): Promise<readonly LeftOut[]> {
  const { sales, charges } = await closed.read(tree.year);
  const own = buildActuals(hierarchy, sales, charges, month(tree.year, closedMonths));
  takeStore(hierarchy, actuals, own.leaves, code);
  return own.leftOut.filter(({ store }) => store === code);
}

function takeStore({ stores }: Hierarchy, into: Base, from: Base, code: string): void {
  const index = stores.findIndex((store) => store.code === code);
  copyStore(into, index, from, index);
}

/** False where the model changed since it was read. */
async function write(
  client: Client,
  scenario: string,
  { plan, store, grown }: { plan: PlanRow; store: CompanyStore; grown: Grown },
): Promise<boolean> {
  const sheets = await lockStates(client, scenario);
  const sheet = sheets.find(({ id }) => id === store.region);
  const state = (sheet ?? sheets.find(({ id }) => id === SIEGE))?.state;
  if (state !== 'draft') {
    throw conflict('wrong_state', `The region of this store is ${state}: send it back to draft first.`, { state });
  }
  const { tree, base, lastYear, actuals, copied, leftOut } = grown;
  const { rowCount } = await client.query(
    `update scenarios set hierarchie = $2, base = $3, annee_precedente = $4, reel = $5, profils = $6, ecartes = $7,
       revision = revision + 1
     where id = $1 and revision = $8`,
    [
      scenario,
      JSON.stringify(tree),
      await saveBase(client, base),
      lastYear && (await saveBase(client, lastYear)),
      actuals && (await saveBase(client, actuals)),
      JSON.stringify([...plan.copied, copied]),
      JSON.stringify([...plan.leftOut, ...leftOut]),
      plan.revision,
    ],
  );
  if (rowCount !== 1) return false;
  if (!sheet) {
    await client.query('insert into scenario_feuilles (scenario_id, feuille) values ($1, $2)', [
      scenario,
      store.region,
    ]);
  }
  return true;
}
