import { transaction } from '../postgres/pool.ts';
import { COMMONS } from '../../shared/scenario/document.ts';
import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { sheetsOf } from '../../shared/hierarchy/sheet.ts';
import { buildActuals } from '../../shared/planning/actuals.ts';
import { saveBase } from './bases.ts';
import { joinLeftOut } from './left-out.ts';
import { readStartingPoint, startFrom } from './starting-point.ts';
import type { Base } from '../../shared/planning/base.ts';
import type { LeftOut } from '../../shared/planning/actual-leaves.ts';
import type { YearActuals } from '../../shared/planning/actuals.ts';
import type { MonthSource } from '../../shared/planning/base-from-actuals.ts';
import type { CopiedProfile } from '../../shared/planning/base-profiles.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Client, Pool } from '../postgres/pool.ts';
import type { ClosedSalesReader } from './closed-sales.ts';
import type { ScenarioRow } from './scenario-row.ts';
import type { Profiles } from './starting-point.ts';

interface NewScenario {
  readonly name: string;
  readonly author: string;
  readonly tree: Tree;
  readonly base: Base;
  readonly sources: readonly MonthSource[];
  readonly lastYear: Base;
  readonly actuals: YearActuals;
  readonly readAt: string;
  readonly copied: readonly CopiedProfile[];
  readonly leftOut: readonly LeftOut[];
  /** The scenario whose values it starts from. */
  readonly from: string | null;
}

interface About {
  readonly name: string;
  readonly year: number;
  readonly author: string;
  /** ms; decides which months are over. */
  readonly now: number;
}

/** Throws 409 and 422 as `readStartingPoint`. */
export async function createFromLastYear(
  pool: Pool,
  closed: ClosedSalesReader,
  { name, year, author, now }: About,
  profiles: Profiles,
): Promise<string> {
  const { tree, plan, lastYear } = await readStartingPoint(pool, year, now, profiles);
  const { base, sources, leftOut, copied } = plan;
  const actuals = await actualsOf(closed, tree);
  return transaction(pool, (client) =>
    insertScenario(client, {
      name,
      author,
      tree,
      base,
      sources,
      lastYear: lastYear.base,
      ...actuals,
      copied,
      leftOut,
      from: null,
    }),
  );
}

/** Starts from the values another scenario has now: its stores and categories, none of its entries. */
export async function createFromScenario(
  pool: Pool,
  closed: ClosedSalesReader,
  source: { id: string; tree: Tree; sources: readonly MonthSource[]; values: Base },
  { name, year, author, now }: About,
): Promise<string> {
  const tree = { ...source.tree, year };
  const { lastYear } = await startFrom(pool, tree, now);
  const sources = source.sources.map(({ source: month }, index) => ({
    month: monthName(year, index),
    source: month,
  }));
  const actuals = await actualsOf(closed, tree);
  const base = source.values;
  return transaction(pool, (client) =>
    insertScenario(client, {
      name,
      author,
      tree,
      base,
      sources,
      lastYear: lastYear.base,
      ...actuals,
      copied: [],
      leftOut: [],
      from: source.id,
    }),
  );
}

async function actualsOf(closed: ClosedSalesReader, tree: Tree): Promise<Pick<NewScenario, 'actuals' | 'readAt'>> {
  const { sales, charges, lastComplete, readAt } = await closed.read(tree.year);
  return { actuals: buildActuals(buildHierarchy(tree), sales, charges, lastComplete), readAt };
}

const monthName = (year: number, index: number): string => `${year}-${String(index + 1).padStart(2, '0')}`;

async function insertScenario(client: Client, scenario: NewScenario): Promise<string> {
  const base = await saveBase(client, scenario.base);
  const lastYear = await saveBase(client, scenario.lastYear);
  const { actuals } = scenario;
  const { rows } = await client.query<{ id: string }>(
    `insert into scenarios (nom, annee, hierarchie, base, base_sources, annee_precedente, reel, reel_lu_le, mois_clos, profils,
       ecartes, cree_par, issu_de)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [
      scenario.name,
      scenario.tree.year,
      JSON.stringify(scenario.tree),
      base,
      JSON.stringify(scenario.sources),
      lastYear,
      actuals.closed > 0 ? await saveBase(client, actuals.leaves) : null,
      scenario.readAt,
      actuals.closed,
      JSON.stringify(scenario.copied),
      JSON.stringify(joinLeftOut({ leftOut: scenario.leftOut, closed: 0 }, actuals, scenario.tree.year)),
      scenario.author,
      scenario.from,
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
      `insert into scenarios (nom, annee, hierarchie, base, base_sources, annee_precedente, reel, reel_lu_le, mois_clos, profils,
         ecartes, cree_par, prive_de, issu_de)
       select $2, annee, hierarchie, base, base_sources, annee_precedente, reel, reel_lu_le, mois_clos, profils,
         ecartes, $3, $4, id
       from scenarios where id = $1 returning id`,
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
    // A compacted log takes nothing from before its horizon; read after the log, which may have been compacted meanwhile.
    await client.query(
      `update scenario_feuilles n set reglee_avant = a.reglee_avant
       from scenario_feuilles a where n.scenario_id = $1 and a.scenario_id = $2 and a.feuille = n.feuille`,
      [id, source.id],
    );
    return id;
  });
}
