import { savePacked } from './bases.ts';
import type { ScenarioVersion } from '../../shared/api/scenarios.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { DurablePlan } from './durable-plan.ts';

export interface NewVersion {
  readonly name: string;
  readonly author: string;
  readonly published: boolean;
  readonly plan: DurablePlan;
}

export async function insertVersion(
  db: Queryable,
  scenario: string,
  { name, author, published, plan }: NewVersion,
): Promise<string> {
  const values = await savePacked(db, plan.packed);
  const { rows } = await db.query<{ id: string }>(
    `insert into scenario_versions (scenario_id, nom, publiee, valeurs, positions, cree_par)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [scenario, name, published, values, JSON.stringify(plan.positions), author],
  );
  return rows[0]!.id;
}

/** Newest first. */
export async function listVersions(db: Queryable, scenario: string): Promise<ScenarioVersion[]> {
  const { rows } = await db.query<Omit<ScenarioVersion, 'createdAt'> & { createdAt: Date }>(
    `select v.id, v.nom as name, v.publiee as published, v.valeurs as hash, v.cree_le as "createdAt", u.nom as "createdBy"
     from scenario_versions v join utilisateurs u on u.id = v.cree_par
     where v.scenario_id = $1 order by v.cree_le desc, v.id`,
    [scenario],
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
