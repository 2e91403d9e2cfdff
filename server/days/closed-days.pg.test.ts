import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { closedDaysOf } from '../postgres/day-closed.ts';

let db: TestDatabase;
beforeEach(async () => {
  db = await createTestDatabase({ fixture: true });
  await db.pool.query(`
    insert into ventes (id, magasin_id, date_vente, numero, montant_ttc)
    select n, 1, '2026-11-19T12:00:00+01:00'::timestamptz + n * interval '1 day', 'R' || n, 2 from generate_series(1, 3) n;
    insert into lignes_ventes (id, vente_id, produit_id, quantite, prix_unitaire) select n, n, 1, 2, 1 from generate_series(1, 3) n;
    select setval(pg_get_serial_sequence('ventes', 'id'), 100), setval(pg_get_serial_sequence('lignes_ventes', 'id'), 100);
    insert into z_caisse (magasin_id, jour, numero, montant_ttc, recu_par) values (1, '2026-11-20', '1', 2, 'till'), (1, '2026-11-21', '2', 2, 'till');
    insert into journees (magasin_id, jour, etat) values (1, '2026-11-20', 'closed')`);
});
afterEach(() => db.drop());

async function refused(sql: string): Promise<unknown> {
  return db.pool.query(sql).then(
    () => 'accepted',
    (error: unknown) => closedDaysOf(error) ?? error,
  );
}

const CLOSED = [{ store: 'M001', day: '2026-11-20' }];

describe('[I8] plain SQL cannot', () => {
  test.each([
    ['add a receipt', `insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00:00Z')`],
    ['add a line', 'insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) values (1, 1, 1, 1)'],
    ['change an amount', 'update ventes set montant_ttc = 3 where id = 1'],
    ['change a line', 'update lignes_ventes set quantite = 3 where id = 1'],
    ['move a line out', 'update lignes_ventes set vente_id = 2 where id = 1'],
    ['move a line in', 'update lignes_ventes set vente_id = 1 where id = 2'],
    ['move a receipt out', `update ventes set date_vente = '2026-11-21T10:00:00Z' where id = 1`],
    ['move a receipt in', `update ventes set date_vente = '2026-11-20T10:00:00Z' where id = 2`],
    ['give a receipt to another store', 'update ventes set magasin_id = 2 where id = 1'],
    ['remove a line', 'delete from lignes_ventes where id = 1'],
    ['remove a receipt', 'delete from ventes where id = 1'],
    [
      'add a till total',
      `insert into z_caisse (magasin_id, jour, numero, montant_ttc, recu_par) values (1, '2026-11-20', '9', 1, 'x')`,
    ],
    ['change a till total', `update z_caisse set montant_ttc = 3 where numero = '1'`],
    ['move a till total in', `update z_caisse set jour = '2026-11-20' where numero = '2'`],
    ['remove a till total', `delete from z_caisse where numero = '1'`],
    [
      'merge into it',
      `with v as (insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00:00Z') returning id)
      insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, 1 from v`,
    ],
  ])('%s of a closed day', async (_what, sql) => {
    expect(await refused(sql)).toEqual(CLOSED);
  });

  test('empty the tables, nor part of a statement pass', async () => {
    expect(await refused('truncate lignes_ventes')).toEqual([]);
    expect(await refused('truncate ventes cascade')).toEqual([]);
    expect(await refused('delete from ventes')).toEqual(CLOSED);
    const { rows } = await db.pool.query('select count(*)::integer as n from ventes');
    expect(rows).toEqual([{ n: 3 }]);
  });

  test('and is told the days by day and store, in words too', async () => {
    await db.pool.query(
      `insert into journees (magasin_id, jour, etat) values (1, '2026-11-21', 'closing'), (2, '2026-11-20', 'closed')`,
    );
    const sql = `insert into ventes (magasin_id, date_vente)
      select m, d from unnest(array['2026-11-20T10:00:00Z', '2026-11-21T10:00:00Z']::timestamptz[]) d, unnest(array[1, 2, 3]) m`;
    expect(await refused(sql)).toEqual([
      ...CLOSED,
      { store: 'M002', day: '2026-11-20' },
      { store: 'M001', day: '2026-11-21' },
    ]);
    await expect(db.pool.query(sql)).rejects.toThrow('day_closed: store M001, 2026-11-20 is closed');
  });
});

/** Runs statements one by one on a connection that has seen none of the tables before. */
async function onFreshConnection(statements: readonly string[]): Promise<unknown> {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
    return 'accepted';
  } catch (error) {
    return closedDaysOf(error) ?? error;
  } finally {
    await client.end();
  }
}

describe('[I8] a temporary table of the same name', () => {
  const SALE = `insert into public.ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00:00Z')`;
  const LINE = 'insert into public.lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) values (1, 1, 1, 1)';
  const TOTAL = `update public.z_caisse set montant_ttc = 3 where numero = '1'`;
  test.each([
    ['of days', 'journees', SALE],
    ['of days, for a line', 'journees', LINE],
    ['of days, for a till total', 'journees', TOTAL],
    ['of receipts', 'ventes', LINE],
    ['of deltas', 'ventes_deltas', LINE],
  ])('%s opens no closed day', async (_what, name, sql) => {
    const asked = [`create temporary table ${name} (like public.${name} including all)`, sql];
    expect(await onFreshConnection(asked)).toEqual(CLOSED);
  });

  test('hides no sale from the live figures', async () => {
    const sale = LINE.replace('values (1,', 'values (2,');
    const asked = ['create temporary table ventes_deltas (like public.ventes_deltas including all)', sale];
    expect(await onFreshConnection(asked)).toBe('accepted');
    const { rows } = await db.pool.query(
      `select sum(ca_ttc)::integer as total from ventes_par_heure where magasin_id = 1 and jour = '2026-11-21'`,
    );
    expect(rows).toEqual([{ total: 3 }]);
  });
});

test('[I8] other days and stores, and what no till wrote, stay free', async () => {
  for (const sql of [
    `insert into ventes (magasin_id, date_vente) values (2, '2026-11-20T10:00:00Z')`,
    'insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) values (2, 1, 1, 1)',
    'delete from ventes where id = 3',
    `update ventes set client_id = null where id = 1`,
    `insert into ventes (magasin_id, date_vente, numero) values (1, '2026-11-20T10:00:00Z', 'R1') on conflict do nothing`,
  ]) {
    expect([sql, await refused(sql)]).toEqual([sql, 'accepted']);
  }
});

test('[I8] a receipt whose customer was forgotten in the same transaction is as closed as before', async () => {
  const client = await db.pool.connect();
  try {
    await client.query(`begin; update ventes set client_id = 'x' where id = 1`);
    await expect(client.query('delete from lignes_ventes where id = 1')).rejects.toThrow('day_closed');
    await client.query(`rollback; begin; update ventes set client_id = 'x' where id = 1`);
    const line = 'insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) values (1, 1, 1, 1)';
    await expect(client.query(line)).rejects.toThrow('day_closed');
    await client.query('rollback');
  } finally {
    client.release();
  }
});

test('[I8] the day is the one of the store’s clock', async () => {
  await db.pool.query(`update magasins set fuseau = 'America/Martinique' where id = 2;
    insert into journees (magasin_id, jour, etat) values (2, '2026-11-20', 'closed')`);
  // 23:30 there; the 21st in Paris.
  const at = (instant: string) => `insert into ventes (magasin_id, date_vente) values (2, '${instant}')`;
  expect(await refused(at('2026-11-21T03:30:00Z'))).toEqual([{ store: 'M002', day: '2026-11-20' }]);
  expect(await refused(at('2026-11-21T04:30:00Z'))).toBe('accepted');
  expect(await refused(at('2026-11-20T03:30:00Z'))).toBe('accepted');
});

test.each(['repeatable read', 'serializable'])(
  '[I8] a %s transaction whose snapshot is older than the closing is told to try again',
  async (isolation) => {
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    try {
      await client.query(`begin isolation level ${isolation}`);
      await client.query('select from ventes');
      await db.pool.query(`insert into journees (magasin_id, jour, etat) values (1, '2026-11-21', 'closed')`);
      await expect(
        client.query(`insert into ventes (magasin_id, date_vente) values (1, '2026-11-21T10:00:00Z')`),
      ).rejects.toMatchObject({ code: '40001' });
      for (const sql of [
        'insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) values (2, 1, 1, 1)',
        'update lignes_ventes set quantite = 3 where id = 2',
        'delete from lignes_ventes where id = 2',
      ]) {
        await client.query(`rollback; begin isolation level ${isolation}`);
        await client.query('select from ventes');
        await db.pool.query(`update journees set etat = 'closed' where jour = '2026-11-21'`);
        await expect(client.query(sql)).rejects.toMatchObject({ code: '40001' });
      }
      await client.query('rollback');
      await client.query(`begin isolation level ${isolation}`);
      await client.query(`insert into ventes (magasin_id, date_vente) values (1, '2026-11-22T10:00:00Z')`);
      await client.query('commit');
    } finally {
      await client.end();
    }
  },
);

describe('[I17] whoever changes the state of a day by plain SQL is in the audit log', () => {
  const log = async () => {
    const { rows } = await db.pool.query('select acteur, action, objet, details from audit order by id');
    return rows;
  };
  beforeEach(async () => {
    await db.pool.query('delete from audit');
  });

  test.each([
    ['opens it', "update journees set etat = 'open' where jour = '2026-11-20'", ['day.reopen 2026-11-20']],
    [
      'opens it and writes dates in another way',
      "set local datestyle = 'German'; update journees set etat = 'open' where jour = '2026-11-20'",
      ['day.reopen 2026-11-20'],
    ],
    ['deletes its row', 'delete from journees', ['day.reopen 2026-11-20']],
    ['empties the table', 'truncate journees', ['day.reopen 2026-11-20']],
    ['moves its row', "update journees set jour = '2026-11-21'", ['day.close 2026-11-21', 'day.reopen 2026-11-20']],
    [
      'closes another',
      "insert into journees (magasin_id, jour, etat) values (1, '2026-11-21', 'closed')",
      ['day.close 2026-11-21'],
    ],
    [
      'closes and marks by a merge',
      `insert into journees (magasin_id, jour, etat) values (1, '2026-11-20', 'open'), (1, '2026-11-21', 'closing')
       on conflict (magasin_id, jour) do update set etat = excluded.etat`,
      ['day.closing 2026-11-21', 'day.reopen 2026-11-20'],
    ],
    ['changes no state', "update journees set motif = 'x'", []],
  ])('who %s', async (_what, sql, told) => {
    await db.pool.query(`set application_name = 'by hand'; ${sql}`);
    const rows = await log();
    expect(rows.map(({ action, objet }) => `${action} ${objet.replace('day:M001:', '')}`).toSorted()).toEqual(told);
    for (const { acteur, details } of rows) {
      expect(acteur).toBe(`sql:${details.databaseUser}`);
      expect(details).toMatchObject({ application: 'by hand', databaseUser: expect.stringMatching(/./) });
    }
  });

  test('however the session writes dates, and whatever temporary tables it has', async () => {
    const asked = [
      `set datestyle = 'SQL, DMY'`,
      'create temporary table audit (like public.audit including all)',
      `update journees set etat = 'open' where jour = '2026-11-20'`,
    ];
    expect(await onFreshConnection(asked)).toBe('accepted');
    const { rows } = await db.pool.query(
      `select action, objet from audit where action like 'day.%' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ action: 'day.reopen', objet: 'day:M001:2026-11-20' }]);
  });

  test('and not, where it is rolled back', async () => {
    await db.pool.query("begin; update journees set etat = 'open'; rollback");
    expect(await log()).toEqual([]);
  });

  test('a closing tells its figures, who said to be somebody is believed', async () => {
    await db.pool.query(`begin; select set_config('epm.auteur', 'director', true);
      insert into journees (magasin_id, jour, etat) values (1, '2026-11-21', 'closed'); commit`);
    await db.pool.query("update journees set etat = 'open' where jour = '2026-11-21'");
    expect(await log()).toMatchObject([
      { acteur: 'director', action: 'day.close', details: { revenue: 2, tillRevenue: 2 } },
      { acteur: expect.stringContaining('sql:'), action: 'day.reopen' },
    ]);
  });
});
