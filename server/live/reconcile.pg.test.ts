import { Counter, Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { readDirectory, type Directory } from './directory.ts';
import { fold } from './folder.ts';
import { reconcileDay } from './reconcile.ts';
import { createReconciler } from './reconciler.ts';
import { seeded } from './testing/random.ts';

const DAY = '2026-11-20';
const log = createLog('silent');

let db: TestDatabase;
let pool: Pool;
let directory: Directory;

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, log);
  directory = await readDirectory(pool);
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});
beforeEach(() => pool.query('truncate ventes cascade; truncate ventes_deltas; truncate ventes_horaires'));

const SALE = `
  with vente as (insert into ventes (magasin_id, date_vente) values ($1, $2) returning id)
  insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, $3::numeric, 10 from vente`;
const sell = (at: string, store = 1, quantity = 1) => pool.query(SALE, [store, at, quantity]);

/** As a restore with triggers switched off, or a clever hand. */
async function aroundTheTriggers(work: () => Promise<unknown>): Promise<void> {
  await pool.query('alter table lignes_ventes disable trigger user');
  await work().finally(() => pool.query('alter table lignes_ventes enable trigger user'));
}

async function expectExact(): Promise<void> {
  const { rows } = await pool.query(
    `select sum(ca_ttc)::float8 as ttc, sum(unites)::float8 as units, sum(tickets)::integer as receipts,
       (select sum(montant_ttc)::float8 from lignes_ventes) as "linesTtc", (select sum(quantite)::float8 from lignes_ventes) as "linesUnits",
       (select count(distinct vente_id)::integer from lignes_ventes where quantite > 0) as counted from ventes_par_heure`,
  );
  const [sums] = rows;
  expect([sums.ttc, sums.units, sums.receipts]).toEqual([sums.linesTtc, sums.linesUnits, sums.counted]);
}

it('finds nothing where the triggers were at work, folded or not', async () => {
  await sell(`${DAY} 09:10+01`);
  await fold(pool);
  await sell(`${DAY} 09:40+01`, 1, -1);
  await sell(`${DAY} 00:00+01`);
  await sell(`${DAY} 23:59:59+01`);
  expect(await reconcileDay(pool, 1, DAY)).toEqual([]);
  expect((await pool.query('select from ventes_deltas')).rowCount).toBe(3);
});

it('[L9] finds and corrects what went around the triggers, by hour, and only once', async () => {
  await sell(`${DAY} 09:10+01`);
  await sell(`${DAY} 10:10+01`);
  await fold(pool);
  await aroundTheTriggers(async () => {
    await pool.query(
      `insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat)
       select id, 1, 3, 2, 6, 0.2, 1 from ventes where extract(hour from date_vente at time zone 'Europe/Paris') = 9`,
    );
    await pool.query(
      `delete from lignes_ventes where vente_id in (
         select id from ventes where extract(hour from date_vente at time zone 'Europe/Paris') = 10)`,
    );
  });
  const found = await reconcileDay(pool, 1, DAY);
  expect(
    found?.map(({ hour, revenueTtc, revenueHt, units, receipts }) => [hour, revenueTtc, revenueHt, units, receipts]),
  ).toEqual([
    [9, '6.0000', '5.0000', '3.000', 0],
    [10, '-10.0000', expect.stringMatching(/^-/), '-1.000', -1],
  ]);
  await expectExact();
  expect(await reconcileDay(pool, 1, DAY)).toEqual([]);
});

it('[L9] corrects closed days too, which still take nothing else in that transaction', async () => {
  await sell(`${DAY} 09:10+01`);
  await sell(`${DAY} 10:10+01`);
  await aroundTheTriggers(() => pool.query(`delete from lignes_ventes where vente_id = (select min(id) from ventes)`));
  await pool.query(`insert into journees (magasin_id, jour, etat) values (1, $1, 'closed')`, [DAY]);
  try {
    expect(await reconcileDay(pool, 1, DAY)).toMatchObject([{ hour: 9, revenueTtc: '-10.0000', receipts: -1 }]);
    await expectExact();
    const line = `select set_config('epm.recomptage', 'on', true);
      insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, 10 from ventes`;
    await expect(pool.query(line)).rejects.toThrow('day_closed');
    const delta = `insert into ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets) values (1, $1, 9, 1, 1, 1, 1, 1)`;
    await expect(pool.query(delta, [DAY])).rejects.toThrow('day_closed');
  } finally {
    await pool.query('delete from journees');
  }
});

it('counts sales under way in neither sum', async () => {
  await sell(`${DAY} 09:10+01`);
  const other = await pool.connect();
  await other.query('begin');
  await other.query(SALE, [1, `${DAY} 09:20+01`, 5]);
  expect(await reconcileDay(pool, 1, DAY)).toEqual([]);
  await other.query('commit');
  other.release();
  expect(await reconcileDay(pool, 1, DAY)).toEqual([]);
  await expectExact();
});

it('of servers that recount at one moment one corrects', async () => {
  await sell(`${DAY} 09:10+01`);
  await aroundTheTriggers(() => pool.query('delete from lignes_ventes'));
  const found = await Promise.all(Array.from({ length: 6 }, () => reconcileDay(pool, 1, DAY)));
  expect(found.flatMap((one) => one ?? []).length).toBe(1);
  await pool.query('delete from ventes');
  expect((await pool.query('select from ventes_par_heure where tickets <> 0')).rowCount).toBe(0);
});

it('comes to every store and day in time, counts and says what it found', async () => {
  await sell('2026-11-01 12:00+01', 2);
  await sell(`${DAY} 12:00+01`, 3);
  await fold(pool);
  await aroundTheTriggers(() => pool.query('delete from lignes_ventes'));
  const said: unknown[] = [];
  const registry = new Registry();
  const counter = (name: string) => new Counter({ name, help: name, registers: [registry] });
  const [reconciled, differences] = [counter('reconciled'), counter('differences')];
  const reconciler = createReconciler({
    pool,
    stores: () => directory.stores,
    clock: () => Date.parse(`${DAY}T15:00:00+01:00`),
    random: seeded(1),
    reconciled,
    differences,
    log: createLog('error', { write: (line) => void said.push(JSON.parse(line)) }),
  });
  const found = [];
  for (let turn = 0; turn < 400; turn++) found.push(...(await reconciler.next()));
  expect(found.length).toBe(2);
  expect((await differences.get()).values[0]?.value).toBe(2);
  expect((await reconciled.get()).values[0]?.value).toBeGreaterThan(200);
  expect(said).toMatchObject([{ day: expect.any(String) }, { day: expect.any(String) }]);
});
