import { setImmediate as turn } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import type { TillTotal } from '../../shared/api/store-days.ts';
import { createLog } from '../log.ts';
import { closedDaysOf } from '../postgres/day-closed.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createSales, type Sales } from '../sales/sales.ts';
import { createStoreDays, type StoreDays } from './store-days.ts';
import { createTillTotals, type TillTotals } from './till-totals.ts';

let db: TestDatabase;
let pool: Pool;
let sales: Sales;
let totals: TillTotals;
let days: StoreDays;
let next = 0;

const NOW = new Date('2026-11-22T09:00:00Z');
const DAY = { store: 'M001', day: '2026-11-20' };
const ANALYST = 'analyst@fixture.example';
const TILL = { name: 'till', machine: true };
const RANGE = { from: '2026-11-19', to: '2026-11-21' };

beforeEach(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, createLog('silent'));
  sales = createSales({ pool, registry: new Registry(), now: () => NOW });
  totals = createTillTotals({ pool, now: () => NOW });
  days = daysWith(10_000);
});
afterEach(async () => {
  await pool.end();
  await db.drop();
});

const daysWith = (looks: number) =>
  createStoreDays({ pool, now: () => NOW, patience: { wait: () => turn(undefined), looks } });

const sale = (soldAt = '2026-11-20T14:30:00+01:00', store = 'M001') => ({
  store,
  register: '1',
  receipt: `R${++next}`,
  soldAt,
  lines: [{ sku: 'P01', quantity: 2, unitPrice: 1.05 }],
});
const total = (given: Partial<TillTotal> = {}): TillTotal => ({
  ...DAY,
  register: '1',
  number: '17',
  total: 2.1,
  receipts: 1,
  ...given,
});

async function refusal(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => ({}),
    (thrown: { status?: number; code?: string; details?: unknown }) => thrown,
  );
  const { status, code, details } = error as { status?: number; code?: string; details?: unknown };
  return { status, code, details };
}

async function audited(): Promise<unknown[]> {
  const { rows } = await pool.query('select acteur, action, objet, details from audit order by id');
  return rows;
}

describe('[I9] totals of tills', () => {
  test('the same one again changes nothing, another content is a conflict, and nothing of that call is stored', async () => {
    expect(await totals.record([total(), total({ number: '18' })], TILL)).toEqual({ accepted: 2, duplicates: 0 });
    expect(await totals.record([total(), total({ register: '2' })], TILL)).toEqual({ accepted: 1, duplicates: 1 });
    expect(await refusal(totals.record([total({ number: '19' }), total({ total: 2.11 })], TILL))).toMatchObject({
      status: 409,
      code: 'till_total_conflict',
      details: [{ index: 1, path: 'number' }],
    });
    expect(await refusal(totals.record([total({ receipts: undefined })], TILL))).toMatchObject({ status: 409 });
    const { rows } = await pool.query('select count(*)::integer as n from z_caisse');
    expect(rows).toEqual([{ n: 3 }]);
  });

  test('two contents under one key in one call are a conflict too; a repeated one counts once', async () => {
    expect(await refusal(totals.record([total(), total({ total: 5 })], TILL))).toMatchObject({ status: 409 });
    expect(await totals.record([total(), total()], TILL)).toEqual({ accepted: 1, duplicates: 1 });
  });

  test('an unknown store is named by its position', async () => {
    expect(await refusal(totals.record([total(), total({ store: 'M999' })], TILL))).toMatchObject({
      status: 422,
      details: [{ index: 1, path: 'store', code: 'unknown_store' }],
    });
  });

  test('of a day that has not begun in the store are refused by position', async () => {
    await pool.query(`update magasins set fuseau = 'Pacific/Auckland' where code = 'M002'`);
    const later = createTillTotals({ pool, now: () => new Date('2026-11-22T21:00:00Z') });
    const ahead = total({ store: 'M002', day: '2026-11-23' });
    expect(await later.record([ahead], TILL)).toEqual({ accepted: 1, duplicates: 0 });
    expect(await refusal(later.record([total(), total({ day: '2026-11-23' }), ahead], TILL))).toMatchObject({
      status: 422,
      details: [{ index: 1, path: 'day', code: 'day_ahead' }],
    });
    expect((await pool.query('select from z_caisse')).rowCount).toBe(1);
  });

  test('the difference to a wrong one under another number makes up for it', async () => {
    await totals.record([total({ total: 21 })], TILL);
    await totals.record([total({ number: '17 bis', total: -18.9, receipts: 0 })], TILL);
    const [day] = await days.list({ from: DAY.day, to: DAY.day, scope: 'store:M001' });
    expect(day).toMatchObject({ tillRevenue: 2.1, tillReceipts: 1 });
  });

  test('a closed day takes none, but knows those it has', async () => {
    await totals.record([total()], TILL);
    await days.close([DAY], ANALYST);
    expect(await refusal(totals.record([total(), total({ number: '18' })], TILL))).toMatchObject({
      status: 409,
      code: 'day_closed',
    });
    expect(await totals.record([total()], TILL)).toEqual({ accepted: 0, duplicates: 1 });
  });
});

describe('the days of the stores', () => {
  test('have the sums of receipts and till totals, and the gap between them', async () => {
    await sales.record([sale(), sale(), sale('2026-11-21T00:30:00+01:00')]);
    await totals.record(
      [total(), total({ number: '18', total: 2.5, receipts: 1 }), total({ day: '2026-11-21', receipts: undefined })],
      TILL,
    );
    const items = await days.list({ ...RANGE, scope: 'store:M001' });
    expect(
      items.map(({ day, revenue, receipts, tillTotals, tillRevenue, tillReceipts, gap, state }) => [
        day,
        revenue,
        receipts,
        tillTotals,
        tillRevenue,
        tillReceipts,
        gap,
        state,
      ]),
    ).toEqual([
      ['2026-11-21', 2.1, 1, 1, 2.1, null, 0, 'open'],
      ['2026-11-20', 4.2, 2, 2, 4.6, 2, -0.4, 'open'],
      ['2026-11-19', 0, 0, 0, null, null, null, 'open'],
    ]);
  });

  test('end with today, each store’s own, and hold only those a store was open on', async () => {
    await pool.query(`update magasins set fuseau = 'Pacific/Auckland' where code = 'M002';
      update magasins set ouvert_le = '2026-11-22' where code = 'M003'`);
    const late = createStoreDays({
      pool,
      now: () => new Date('2026-11-22T21:00:00Z'),
      patience: { wait: () => turn(undefined), looks: 0 },
    });
    const items = await late.list({ from: '2026-11-21', to: '2026-11-30' });
    expect(items.map(({ store, day, today }) => `${store} ${day}${today ? ' today' : ''}`)).toEqual([
      'M002 2026-11-23 today',
      'M001 2026-11-22 today',
      'M002 2026-11-22',
      'M003 2026-11-22 today',
      'M001 2026-11-21',
      'M002 2026-11-21',
    ]);
    expect(new Set((await days.list({ ...RANGE, scope: 'region:IDF' })).map(({ store }) => store))).toEqual(
      new Set(['M001', 'M002']),
    );
    expect(await refusal(days.list({ from: '2026-01-01', to: '2026-11-30' }))).toMatchObject({ status: 422 });
    expect(await refusal(days.list({ from: '2026-11-30', to: '2026-11-01' }))).toMatchObject({ status: 422 });
  });
});

describe('[I8] closing and opening again', () => {
  test('says who, when and why, in the audit log with the figures', async () => {
    await sales.record([sale()]);
    await totals.record([total()], TILL);
    expect(await days.close([DAY, DAY], ANALYST)).toMatchObject([
      { ...DAY, state: 'closed', closedBy: ANALYST, closedAt: NOW.toISOString(), gap: 0 },
    ]);
    // Again: nothing new happens.
    expect(await days.close([DAY], 'director')).toMatchObject([{ state: 'closed', closedBy: ANALYST }]);
    expect(await days.reopen([DAY], 'director', 'a receipt was missing')).toMatchObject([
      { state: 'open', reopenedBy: 'director', reason: 'a receipt was missing' },
    ]);
    await days.reopen([DAY], 'director', 'again');
    await sales.record([sale()]);
    const object = 'day:M001:2026-11-20';
    expect(await audited()).toEqual([
      { acteur: ANALYST, action: 'day.close', objet: object, details: { revenue: 2.1, tillRevenue: 2.1 } },
      { acteur: 'director', action: 'day.reopen', objet: object, details: { reason: 'a receipt was missing' } },
    ]);
  });

  test('days ahead and unknown stores are refused by position, and none is closed', async () => {
    const ahead = { store: 'M001', day: '2026-11-23' };
    expect(await refusal(days.close([DAY, ahead, { store: 'M999', day: '2026-11-20' }], ANALYST))).toMatchObject({
      status: 422,
      details: [
        { index: 2, code: 'unknown_store' },
        { index: 1, code: 'day_ahead' },
      ],
    });
    expect(await days.list({ ...RANGE, scope: 'store:M001' })).not.toContainEqual(
      expect.objectContaining({ state: 'closed' }),
    );
  });

  test('the sales API answers day_closed for what is new, and knows duplicates', async () => {
    const known = sale();
    await sales.record([known]);
    await days.close([DAY], ANALYST);
    expect(await sales.record([known])).toEqual({ accepted: 0, duplicates: 1 });
    expect(await refusal(sales.record([known, sale('2026-11-21T10:00:00Z'), sale()]))).toEqual({
      status: 409,
      code: 'day_closed',
      details: [{ index: 2, path: 'soldAt', code: 'day_closed', message: expect.stringContaining('2026-11-20') }],
    });
    expect((await pool.query('select from ventes')).rowCount).toBe(1);
    expect(await sales.record([sale('2026-11-21T10:00:00Z')])).toEqual({ accepted: 1, duplicates: 0 });
  });
});

describe('[I8] sales under way', () => {
  test('are waited for, and are in the figures of the closing; what comes after the mark is refused', async () => {
    const till = await db.pool.connect();
    try {
      await till.query('begin');
      await till.query(`insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00:00Z')`);
      let ended = false;
      const closing = days.close([DAY], ANALYST).finally(() => (ended = true));
      while ((await pool.query(`select from journees where etat = 'closing'`)).rowCount === 0);
      expect(await refusal(sales.record([sale()]))).toMatchObject({ code: 'day_closed' });
      // Another day of the store is not held up.
      expect(await sales.record([sale('2026-11-21T10:00:00Z')])).toMatchObject({ accepted: 1 });
      expect(ended).toBe(false);
      await till.query('rollback');
      expect(await closing).toMatchObject([{ state: 'closed', receipts: 0 }]);
    } finally {
      till.release();
    }
  });

  test('of eight connections never slip into a closed day', async () => {
    const stores = ['M001', 'M002', 'M003'];
    const closings = Array.from({ length: 10 }, (_, n) => `2026-11-${String(20 - n).padStart(2, '0')}`);
    const [first = ''] = closings;
    const open = '2026-11-21';
    let current = first;
    let stop = false;
    /** Sells on the day that is about to be closed and on one that stays open, each time with some work before the commit. */
    const seller = async (index: number) => {
      const till = await pool.connect();
      try {
        for (let n = index; !stop; n++) {
          try {
            await till.query('begin');
            await till.query(
              `with v as (insert into ventes (magasin_id, date_vente, montant_ttc)
                 select $1, d::date + time '12:00', 2 from unnest($2::text[]) d returning id)
               insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, 2 from v`,
              [1 + (n % stores.length), [current, open]],
            );
            for (let more = 0; more < 3; more++) await till.query('select 1');
            await till.query('commit');
          } catch (error) {
            await till.query('rollback');
            if (!closedDaysOf(error)) throw error;
          }
        }
      } finally {
        till.release();
      }
    };
    const sellers = Promise.all(Array.from({ length: 8 }, (_, index) => seller(index)));
    sellers.catch(() => undefined);
    const told = new Map<string, number>();
    try {
      for (const day of closings) {
        current = day;
        while ((await pool.query('select from ventes_par_heure where jour = $1', [day])).rowCount === 0);
        const keys = stores.map((store) => ({ store, day }));
        // Two people close the same days.
        const answers = await Promise.all([days.close(keys, ANALYST), days.close(keys.toReversed(), 'director')]);
        for (const { store, state, revenue } of answers.flat()) {
          expect(state).toBe('closed');
          expect([day, store, told.get(`${store} ${day}`) ?? revenue]).toEqual([day, store, revenue]);
          told.set(`${store} ${day}`, revenue);
        }
      }
    } finally {
      stop = true;
      await sellers;
    }
    const after = await days.list({ from: '2026-11-11', to: open });
    const closed = after.filter(({ state }) => state === 'closed');
    expect(Object.fromEntries(closed.map(({ store, day, revenue }) => [`${store} ${day}`, revenue]))).toEqual(
      Object.fromEntries(told),
    );
    expect(closed.some(({ receipts }) => receipts > 0)).toBe(true);
    expect(after.some(({ day, receipts }) => day === open && receipts > 0)).toBe(true);
    const { rows } = await pool.query(
      'select deadlocks::integer as n from pg_stat_database where datname = current_database()',
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});
