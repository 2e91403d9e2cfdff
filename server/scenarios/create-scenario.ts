import { transaction } from '../postgres/pool.ts';
import { COMMONS } from '../../shared/scenario/document.ts';
import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { sheetsOf } from '../../shared/hierarchy/sheet.ts';
import { saveBase } from './bases.ts';
import { readStartingPoint, startFrom } from './starting-point.ts';
import type { Base } from '../../shared/planning/base.ts';
import type { LeftOut, MonthSource } from '../../shared/planning/base-from-actuals.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Client, Pool } from '../postgres/pool.ts';
import type { PlanRow, ScenarioRow } from './scenario-row.ts';

interface NewScenario {
  readonly name: string;
  readonly author: string;
  readonly tree: Tree;
  readonly base: Base;
  readonly sources: readonly MonthSource[];
  readonly lastYear: Base;
  readonly closedMonths: number;
}

export interface Created {
  readonly id: string;
  /** Months of leaves with net returns, which start at 0. */
  readonly leftOut: readonly LeftOut[];
}

/** @param now ms; decides which months are over */
export async function createFromLastYear(
  pool: Pool,
  { name, year, author, now }: { name: string; year: number; author: string; now: number },
): Promise<Created> {
  const { tree, plan, lastYear, closedMonths } = await readStartingPoint(pool, year, now);
  const { base, sources, leftOut } = plan;
  const id = await transaction(pool, (client) =>
    insertScenario(client, { name, author, tree, base, sources, lastYear: lastYear.base, closedMonths }),
  );
  return { id, leftOut };
}

/** Starts from the values another scenario has now: its stores and categories, none of its entries. */
export async function createFromScenario(
  pool: Pool,
  source: { plan: PlanRow; values: Base },
  { name, year, author, now }: { name: string; year: number; author: string; now: number },
): Promise<Created> {
  const tree = { ...source.plan.tree, year };
  const { lastYear } = await startFrom(pool, tree, now);
  const sources = source.plan.sources.map(({ source: month }, index) => ({
    month: monthName(year, index),
    source: month,
  }));
  const closedMonths = source.plan.tree.year === year ? source.plan.closedMonths : 0;
  const id = await transaction(pool, (client) =>
    insertScenario(client, { name, author, tree, base: source.values, sources, lastYear: lastYear.base, closedMonths }),
  );
  return { id, leftOut: [] };
}

const monthName = (year: number, index: number): string => `${year}-${String(index + 1).padStart(2, '0')}`;

async function insertScenario(client: Client, scenario: NewScenario): Promise<string> {
  const base = await saveBase(client, scenario.base);
  const lastYear = await saveBase(client, scenario.lastYear);
  const { rows } = await client.query<{ id: string }>(
    `insert into scenarios (nom, annee, hierarchie, base, base_sources, annee_precedente, mois_clos, cree_par)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      scenario.name,
      scenario.tree.year,
      JSON.stringify(scenario.tree),
      base,
      JSON.stringify(scenario.sources),
      lastYear,
      scenario.closedMonths,
      scenario.author,
    ],
  );
  const id = rows[0]!.id;
  const sheets = [...sheetsOf(buildHierarchy(scenario.tree)), COMMONS];
  await client.query('insert into scenario_feuilles (scenario_id, feuille) select $1, unnest($2::text[])', [
    id,
    sheets,
  ]);
  return id;
}

/**
 * A scenario of its own with the same base and all entries so far, under their authors. Comments stay behind.
 * @param owner of a private draft; null: for everybody
 */
export async function forkScenario(
  pool: Pool,
  source: ScenarioRow,
  { name, author, owner }: { name: string; author: string; owner: string | null },
): Promise<string> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into scenarios (nom, annee, hierarchie, base, base_sources, annee_precedente, mois_clos, cree_par, prive_de, issu_de)
       select $2, annee, hierarchie, base, base_sources, annee_precedente, mois_clos, $3, $4, id from scenarios where id = $1
       returning id`,
      [source.id, name, author, owner],
    );
    const id = rows[0]!.id;
    await client.query(
      'insert into scenario_feuilles (scenario_id, feuille) select $1, feuille from scenario_feuilles where scenario_id = $2',
      [id, source.id],
    );
    // One statement sees every sheet at one moment.
    await client.query(
      `insert into journal (feuille_id, epoque, seq, octets, client, utilisateur_id, ecrit_le)
       select n.id, n.epoque, j.seq, j.octets, j.client, j.utilisateur_id, j.ecrit_le
       from scenario_feuilles a
       join journal j on j.feuille_id = a.id and j.epoque = a.epoque
       join scenario_feuilles n on n.scenario_id = $1 and n.feuille = a.feuille
       where a.scenario_id = $2 and a.feuille <> $3`,
      [id, source.id, COMMONS],
    );
    return id;
  });
}
