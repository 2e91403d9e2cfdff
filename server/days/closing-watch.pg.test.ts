import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { AUTOMATIC } from '../../shared/api/store-days.ts';
import { createLog } from '../log.ts';
import { createPool, transaction, type Client, type Pool } from '../postgres/pool.ts';
import { createSales, type Sales } from '../sales/sales.ts';
import { createClosingWatch, type ClosingWatch } from './closing-watch.ts';
import { markClosing } from './closings.ts';
import { createStoreDays, type StoreDays } from './store-days.ts';
import { createTillTotals, type TillTotals } from './till-totals.ts';
import { longWriters } from './writers.ts';

let db: TestDatabase;
let pool: Pool;
let sales: Sales;
let totals: TillTotals;
let days: StoreDays;
let clock: Date;
let till: Client;
let next = 0;

const DAY = { store: 'M001', day: '2026-11-20' };
const TILL = { name: 'till', machine: true };

beforeEach(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, createLog('silent'));
  clock = new Date('2026-11-23T09:00:00Z');
  sales = createSales({ pool, registry: new Registry(), now: () => clock });
  totals = createTillTotals({ pool, now: () => clock });
  const patience = { wait: () => Promise.resolve(), looks: 3 };
  days = createStoreDays({ pool, now: () => clock, patience, closeAfter: 3 });
  till = await db.pool.connect();
});
afterEach(async () => {
  till.release(true);
  await pool.end();
  await db.drop();
});

const watchOf = (closeAfter?: number): ClosingWatch =>
  createClosingWatch({ pool, now: () => clock, closeAfter, schedule: () => () => undefined, log: createLog('silent') });
const sale = (day = DAY.day, store = DAY.store) => ({
  store,
  register: '1',
  receipt: `R${++next}`,
  soldAt: `${day}T14:30:00+01:00`,
  lines: [{ sku: 'P01', quantity: 2, unitPrice: 1.05 }],
});
const total = (day = DAY.day, store = DAY.store, amount = 2.1) => ({
  store,
  day,
  register: '1',
  number: '17',
  total: amount,
});
const write = (client: Client) =>
  client.query(`begin; insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00:00Z')`);
const states = async () => {
  const items = await days.list({ from: '2026-11-18', to: '2026-11-23' });
  return Object.fromEntries(
    items
      .filter(({ state, toCheck }) => state !== 'open' || toCheck === true)
      .map(({ store, day, state, toCheck }) => [`${store} ${day}`, toCheck === true ? 'to check' : state]),
  );
};
const audited = async () => {
  const { rows } = await pool.query<{ line: string }>(`select acteur || ' ' || action as line from audit order by id`);
  return rows.map(({ line }) => line);
};

describe('[I19] a closing that somebody’s sales hold up', () => {
  test('says who does, refuses sales meanwhile, and is ended once they have come to their end', async () => {
    await till.query(`set application_name = 'night job'`);
    await write(till);
    expect(await days.close([DAY], 'analyst')).toMatchObject([{ ...DAY, state: 'closing', closedBy: 'analyst' }]);
    const { rows } = await till.query<{ pid: number }>('select pg_backend_pid() as pid');
    expect(await longWriters(pool, 0)).toEqual([
      { pid: rows[0]?.pid, application: 'night job', since: expect.any(Date) },
    ]);
    expect(await longWriters(pool, 3_600)).toEqual([]);
    const watch = watchOf();
    await watch.beat();
    await watch.beat();
    expect(await states()).toEqual({ 'M001 2026-11-20': 'closing' });
    await expect(sales.record([sale()])).rejects.toMatchObject({ code: 'day_closed' });
    await till.query('commit');
    // Whoever began to write after the first look is not waited for.
    const other = await db.pool.connect();
    try {
      await other.query(`begin; insert into ventes (magasin_id, date_vente) values (1, '2026-11-21T10:00:00Z')`);
      await watch.beat();
      expect(await states()).toEqual({ 'M001 2026-11-20': 'closed' });
    } finally {
      other.release(true);
    }
    expect(await audited()).toEqual(['analyst day.close']);
  });

  test('called off leaves the days open, and a look at an earlier mark ends no later one', async () => {
    await write(till);
    await days.close([DAY], 'analyst');
    const watch = watchOf();
    await watch.beat();
    expect(await days.cancel([DAY], 'another')).toMatchObject([{ state: 'open', reopenedBy: 'another' }]);
    expect((await days.cancel([DAY], 'another'))[0]).not.toHaveProperty('reason');
    expect(await audited()).toEqual(['another day.cancel']);
    expect(await sales.record([sale()])).toMatchObject({ accepted: 1 });
    // A sale of the open day is under way when it is marked again.
    const late = await db.pool.connect();
    try {
      await write(late);
      clock = new Date(clock.getTime() + 1);
      await days.close([DAY], 'analyst');
      await till.query('commit');
      await watch.beat();
      expect(await states()).toEqual({ 'M001 2026-11-20': 'closing' });
      await watch.beat();
      expect(await states()).toEqual({ 'M001 2026-11-20': 'closing' });
      await late.query('commit');
    } finally {
      late.release(true);
    }
    await watch.beat();
    expect(await days.list({ from: DAY.day, to: DAY.day, scope: 'store:M001' })).toMatchObject([
      { state: 'closed', receipts: 1 },
    ]);
  });

  test('of a server that died is ended by any other, one at a time', async () => {
    await transaction(pool, (client) => markClosing(client, [{ storeId: 1, day: DAY.day }], clock, 'analyst'));
    await till.query('begin; select pg_advisory_xact_lock(7151097)');
    await watchOf().beat();
    expect(await states()).toEqual({ 'M001 2026-11-20': 'closing' });
    await till.query('commit');
    await watchOf().beat();
    expect(await states()).toEqual({ 'M001 2026-11-20': 'closed' });
    expect(await audited()).toEqual(['analyst day.close']);
  });
});

describe('[I20] days are closed by themselves', () => {
  beforeEach(async () => {
    await sales.record([
      sale(),
      sale('2026-11-19'),
      sale('2026-11-21'),
      sale('2026-11-20', 'M002'),
      sale('2026-11-20', 'M003'),
    ]);
    await totals.record([total(), total('2026-11-19'), total('2026-11-21'), total('2026-11-20', 'M002', 2.11)], TILL);
  });

  test('once they are old enough and agree to the cent; the others are to be checked', async () => {
    await watchOf(3).beat();
    expect(await states()).toEqual({
      'M001 2026-11-20': 'closed',
      'M001 2026-11-19': 'closed',
      'M002 2026-11-20': 'to check',
      'M003 2026-11-20': 'to check',
    });
    expect(await days.list({ from: DAY.day, to: DAY.day, scope: 'store:M001' })).toMatchObject([
      { closedBy: AUTOMATIC },
    ]);
    expect(await audited()).toEqual([`${AUTOMATIC} day.close`, `${AUTOMATIC} day.close`]);
  });

  test('by the clock of their store', async () => {
    await pool.query(`update magasins set fuseau = 'America/Martinique' where code = 'M001'`);
    clock = new Date('2026-11-23T03:00:00Z');
    await watchOf(3).beat();
    expect(await states()).toMatchObject({ 'M001 2026-11-19': 'closed', 'M002 2026-11-20': 'to check' });
    expect(await states()).not.toHaveProperty('M001 2026-11-20');
  });

  test('but not those that somebody opened again or called off, nor any where nobody asked for it', async () => {
    await days.close([DAY], 'analyst');
    await days.reopen([DAY], 'director', 'a receipt is missing');
    await transaction(pool, (client) => markClosing(client, [{ storeId: 1, day: '2026-11-19' }], clock, 'analyst'));
    await days.cancel([{ store: 'M001', day: '2026-11-19' }], 'analyst');
    await watchOf(3).beat();
    await watchOf().beat();
    expect(await states()).toMatchObject({ 'M001 2026-11-20': 'to check', 'M001 2026-11-19': 'to check' });
  });

  test('but not those on which nothing was sold, whatever a till says of them', async () => {
    await totals.record([total('2026-11-18', 'M001', 0), total('1999-12-31', 'M001', 0)], TILL);
    await watchOf(3).beat();
    expect(await states()).toMatchObject({ 'M001 2026-11-19': 'closed' });
    const { rows } = await pool.query("select from journees where jour < '2026-11-19' and etat <> 'open'");
    expect(rows).toEqual([]);
  });

  test('and stay open where a sale came between the look and the mark', async () => {
    await write(till);
    await till.query(
      'insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select max(id), 1, 1, 5 from ventes',
    );
    const watch = watchOf(3);
    await watch.beat();
    expect(await states()).toMatchObject({ 'M001 2026-11-20': 'closing', 'M001 2026-11-19': 'closing' });
    await till.query('commit');
    await watch.beat();
    expect(await states()).toMatchObject({ 'M001 2026-11-20': 'to check', 'M001 2026-11-19': 'closed' });
    expect(await audited()).toEqual([`${AUTOMATIC} day.close`]);
  });
});
