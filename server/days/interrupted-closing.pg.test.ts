import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createLog } from '../log.ts';
import { createPool, transaction, type Pool } from '../postgres/pool.ts';
import { createSales, type Sales } from '../sales/sales.ts';
import { markClosing } from './closings.ts';
import { createStoreDays, type StoreDays } from './store-days.ts';

let db: TestDatabase;
let pool: Pool;
let sales: Sales;
let days: StoreDays;
let next = 0;

const NOW = new Date('2026-11-22T09:00:00Z');
const DAY = { store: 'M001', day: '2026-11-20' };
const ANALYST = 'analyst@fixture.example';

beforeEach(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, createLog('silent'));
  sales = createSales({ pool, registry: new Registry(), now: () => NOW });
  days = daysWith(() => Promise.resolve());
});
afterEach(async () => {
  await pool.end();
  await db.drop();
});

const daysWith = (wait: () => Promise<void>) => createStoreDays({ pool, now: () => NOW, patience: { wait, looks: 9 } });

const sale = () => ({
  store: 'M001',
  register: '1',
  receipt: `R${++next}`,
  soldAt: '2026-11-20T14:30:00+01:00',
  lines: [{ sku: 'P01', quantity: 2, unitPrice: 1.05 }],
});

async function audited(): Promise<unknown[]> {
  const { rows } = await pool.query('select acteur, action, objet, details from audit order by id');
  return rows;
}

describe('[I8] a closing', () => {
  test('that fails in the middle leaves the days open', async () => {
    const till = await db.pool.connect();
    const failing = () => Promise.reject(new Error('the clock broke'));
    try {
      await till.query(`begin; insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00:00Z')`);
      const broken = daysWith(failing);
      await expect(broken.close([DAY], ANALYST)).rejects.toThrow('the clock broke');
      await till.query('rollback');
    } finally {
      till.release();
    }
    expect(await sales.record([sale()])).toMatchObject({ accepted: 1 });
    await pool.query(`alter table audit add check (acteur <> 'nobody')`);
    await expect(days.close([DAY], 'nobody')).rejects.toThrow('check constraint');
    expect(await sales.record([sale()])).toMatchObject({ accepted: 1 });
    expect(await audited()).toEqual([]);
  });

  test('one of whose days is opened meanwhile closes none', async () => {
    const other = { store: 'M002', day: DAY.day };
    const till = await db.pool.connect();
    try {
      await till.query(`begin; insert into ventes (magasin_id, date_vente) values (1, '2026-11-21T10:00:00Z')`);
      const wait = async () => {
        await days.reopen([other], 'director', 'not yet');
        await till.query('rollback');
      };
      const closing = daysWith(wait);
      await expect(closing.close([DAY, other], ANALYST)).rejects.toMatchObject({ code: 'opened_meanwhile' });
    } finally {
      till.release();
    }
    const items = await days.list({ from: DAY.day, to: DAY.day });
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['open']));
    expect(await audited()).toMatchObject([{ action: 'day.reopen' }]);
  });

  test('that fails takes back its own marks, not one that was set since', async () => {
    const other = { store: 'M002', day: DAY.day };
    const till = await db.pool.connect();
    try {
      await till.query(`begin; insert into ventes (magasin_id, date_vente) values (1, '2026-11-21T10:00:00Z')`);
      const since = new Date(NOW.getTime() + 1_000);
      const wait = async () => {
        await days.cancel([DAY], 'director');
        await transaction(pool, (client) => markClosing(client, [{ storeId: 1, day: DAY.day }], since, 'director'));
        await till.query('rollback');
      };
      await expect(daysWith(wait).close([DAY, other], ANALYST)).rejects.toMatchObject({ code: 'opened_meanwhile' });
    } finally {
      till.release();
    }
    const items = await days.list({ from: DAY.day, to: DAY.day });
    const states = Object.fromEntries(items.map(({ store, state, closedBy }) => [store, [state, closedBy]]));
    expect(states).toMatchObject({ M001: ['closing', 'director'], M002: ['open', undefined] });
  });

  test('that fails leaves alone what another has begun', async () => {
    const other = { store: 'M002', day: DAY.day };
    const till = await db.pool.connect();
    try {
      await till.query(`begin; insert into ventes (magasin_id, date_vente) values (1, '2026-11-21T10:00:00Z')`);
      expect(await days.close([DAY], 'director')).toMatchObject([{ state: 'closing' }]);
      const wait = async () => {
        await days.cancel([other], ANALYST);
        await till.query('rollback');
      };
      await expect(daysWith(wait).close([DAY, other], ANALYST)).rejects.toMatchObject({ code: 'opened_meanwhile' });
    } finally {
      till.release();
    }
    const items = await days.list({ from: DAY.day, to: DAY.day });
    expect(items.filter(({ state }) => state !== 'open')).toMatchObject([
      { store: 'M001', state: 'closing', closedBy: 'director' },
    ]);
  });

  test('of a server that died is ended by closing the day again, or opening it', async () => {
    const marked = () =>
      transaction(pool, (client) => markClosing(client, [{ storeId: 1, day: DAY.day }], NOW, 'analyst of then'));
    await marked();
    await expect(sales.record([sale()])).rejects.toMatchObject({ code: 'day_closed' });
    expect(await days.close([DAY], ANALYST)).toMatchObject([{ state: 'closed', closedBy: 'analyst of then' }]);
    await marked();
    expect(await days.reopen([DAY], 'director', 'half closed')).toMatchObject([{ state: 'open' }]);
    expect(await sales.record([sale()])).toMatchObject({ accepted: 1 });
    expect(await audited()).toMatchObject([{ action: 'day.close' }, { action: 'day.reopen' }]);
  });
});
