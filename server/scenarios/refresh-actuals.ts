import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { buildActuals } from '../../shared/planning/actuals.ts';
import { transaction } from '../postgres/pool.ts';
import { packBase, savePacked } from './bases.ts';
import { lastCompleteMonth } from './head-office.ts';
import { joinLeftOut } from './left-out.ts';
import { findPlan, isAllDraft } from './scenario-row.ts';
import { lockStates } from './sheet-states.ts';
import type { YearActuals } from '../../shared/planning/actuals.ts';
import type { Client, Pool } from '../postgres/pool.ts';
import type { PackedBase } from './bases.ts';
import type { ClosedSales, ClosedSalesReader } from './closed-sales.ts';
import type { PlanRow, ScenarioRow } from './scenario-row.ts';

export interface ActualsRefresh {
  /** Brings the actuals of a scenario that is all draft in line with the sales; true where its model changed. */
  refresh(scenario: ScenarioRow): Promise<boolean>;
}

/** Scenarios whose actuals were compared with the sales lately. */
const KEPT = 200;

export function createActualsRefresh(pool: Pool, closed: ClosedSalesReader, now: () => number): ActualsRefresh {
  const compared = new Map<string, { revision: number; content: symbol }>();
  const running = new Map<string, Promise<boolean>>();

  async function compare(scenario: ScenarioRow): Promise<boolean> {
    const sales = await closed.read(scenario.year);
    const before = compared.get(scenario.id);
    if (before?.content === sales.content && before.revision >= scenario.revision) return false;
    const plan = await findPlan(pool, scenario.id);
    const actuals = buildActuals(buildHierarchy(plan.tree), sales.sales, sales.charges, sales.lastComplete);
    const packed = actuals.closed > 0 ? packBase(actuals.leaves) : null;
    const same = plan.closedMonths === actuals.closed && plan.actuals === (packed?.hash ?? null);
    const changed =
      !same && (await transaction(pool, (client) => write(client, scenario, plan, { sales, actuals, packed })));
    // What was not written was written by somebody else, or is fixed by now: the next look decides anew.
    if (same) remember(scenario.id, plan.revision, sales);
    return changed;
  }

  function remember(id: string, revision: number, { content }: ClosedSales): void {
    compared.delete(id);
    compared.set(id, { revision, content });
    const [oldest] = compared.keys();
    if (compared.size > KEPT && oldest !== undefined) compared.delete(oldest);
  }

  return {
    async refresh(scenario) {
      if (!isAllDraft(scenario) || lastCompleteMonth(now()) < `${scenario.year}-01`) return false;
      const known = running.get(scenario.id);
      if (known) return known;
      const work = compare(scenario).finally(() => running.delete(scenario.id));
      running.set(scenario.id, work);
      return work;
    },
  };
}

interface Found {
  readonly sales: ClosedSales;
  readonly actuals: YearActuals;
  readonly packed: PackedBase | null;
}

/** Not over a newer reading, not over another change, and not once a region is submitted. */
async function write(client: Client, { id }: ScenarioRow, plan: PlanRow, found: Found): Promise<boolean> {
  const { sales, actuals, packed } = found;
  const sheets = await lockStates(client, id);
  if (sheets.some(({ state }) => state !== 'draft')) return false;
  if (packed) await savePacked(client, packed);
  const { rowCount } = await client.query(
    `update scenarios set reel = $2, reel_lu_le = $3, mois_clos = $4, ecartes = $5, revision = revision + 1
     where id = $1 and revision = $6 and (reel_lu_le is null or reel_lu_le < $3::timestamptz)`,
    [
      id,
      packed?.hash ?? null,
      sales.readAt,
      actuals.closed,
      JSON.stringify(joinLeftOut({ leftOut: plan.leftOut, closed: plan.closedMonths }, actuals, plan.tree.year)),
      plan.revision,
    ],
  );
  return rowCount === 1;
}
