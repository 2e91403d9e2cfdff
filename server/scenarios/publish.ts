import { MONTHS, orgOfStore } from '../../shared/hierarchy/hierarchy.ts';
import { SIEGE } from '../../shared/hierarchy/sheet.ts';
import { COMMONS } from '../../shared/scenario/document.ts';
import { conflict } from '../http/errors.ts';
import { engineOf } from './engine-of.ts';
import { transaction } from '../postgres/pool.ts';
import { findScenario } from './scenario-row.ts';
import { lockSheets } from './sheet-states.ts';
import { insertVersion } from './versions.ts';
import type { Engine } from '../../shared/planning/engine.ts';
import type { Client, Pool } from '../postgres/pool.ts';
import type { DurablePlans } from './durable-plan.ts';
import type { ScenarioRow } from './scenario-row.ts';

/**
 * Keeps the approved plan as a version and makes its monthly revenue the objectives of the stores. Throws 409
 * `not_approved` with the regions that are not.
 */
export async function publishScenario(
  pool: Pool,
  plans: DurablePlans,
  scenario: ScenarioRow,
  author: string,
): Promise<void> {
  await transaction(pool, async (client) => {
    const sheets = await lockSheets(client, scenario.id);
    const open = sheets.filter(({ id, state }) => id !== SIEGE && state !== 'approved').map(({ id }) => id);
    if (open.length > 0) throw conflict('not_approved', 'Every region must be approved first.', { regions: open });
    // Nobody writes any more, so the journal does not move while it is read through another connection.
    // Read again: a sheet may have begun another epoch.
    const plan = await plans.read(await findScenario(client, scenario.id), author);
    await insertVersion(client, scenario.id, { name: scenario.name, author, published: true, plan });
    await writeObjectives(client, engineOf(plan));
    await client.query(
      `update scenario_feuilles set etat = 'published', motif_rejet = null where scenario_id = $1 and feuille <> $2`,
      [scenario.id, COMMONS],
    );
    await client.query(`update scenarios set etat = 'published' where id = $1`, [scenario.id]);
  });
}

/** Stores that are gone since the hierarchy was frozen have no objective any more. */
async function writeObjectives(client: Client, { hierarchy, row }: Engine): Promise<void> {
  const stores: string[] = [];
  const months: string[] = [];
  const amounts: number[] = [];
  for (const [index, { code }] of hierarchy.stores.entries()) {
    const values = row({ measure: 'ca_ttc', charge: -1 }, orgOfStore(hierarchy, index), 0).slice(-MONTHS);
    for (const [month, value] of values.entries()) {
      stores.push(code);
      months.push(`${hierarchy.year}-${String(month + 1).padStart(2, '0')}-01`);
      amounts.push(value ?? 0);
    }
  }
  await client.query(
    `insert into objectifs (magasin_id, mois, montant_ttc)
     select m.id, n.mois, round(n.montant::numeric, 2)
     from unnest($1::text[], $2::date[], $3::double precision[]) as n (code, mois, montant) join magasins m on m.code = n.code
     on conflict (magasin_id, mois) do update set montant_ttc = excluded.montant_ttc`,
    [stores, months, amounts],
  );
}
