import type { Queryable } from '../../postgres/pool.ts';
import { hierarchy } from './fixtures.ts';

/** A scenario in the database with the sheets of the test hierarchy; returns its id. */
export async function insertScenario(db: Queryable, author: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `with b as (
       insert into scenario_bases (empreinte, contenu) values (repeat('0', 64), '') on conflict (empreinte) do update set contenu = '' returning empreinte
     )
     insert into scenarios (nom, annee, hierarchie, base, cree_par) select 'Test', 2027, $1, empreinte, $2 from b returning id`,
    [JSON.stringify(hierarchy.tree), author],
  );
  const id = rows[0]!.id;
  const sheets = ['siege', ...hierarchy.regions.map(({ code }) => code), 'commons'];
  await db.query('insert into scenario_feuilles (scenario_id, feuille) select $1, unnest($2::text[])', [id, sheets]);
  return id;
}

export async function sheetId(db: Queryable, scenario: string, sheet: string): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    'select id from scenario_feuilles where scenario_id = $1 and feuille = $2',
    [scenario, sheet],
  );
  return rows[0]!.id;
}

export async function userId(db: Queryable, role: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>('select id from utilisateurs where role = $1', [role]);
  return rows[0]!.id;
}
