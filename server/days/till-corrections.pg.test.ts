import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import type { TillTotal, TillTotalCorrection } from '../../shared/api/store-days.ts';
import { createLog } from '../log.ts';
import { createPool, transaction, type Pool } from '../postgres/pool.ts';
import { finishClosing, markClosing } from './closings.ts';
import { readDaysByKey } from './read-days.ts';
import { createTillCorrections, type TillCorrections } from './till-corrections.ts';
import { createTillTotals, type TillTotals } from './till-totals.ts';

let db: TestDatabase;
let pool: Pool;
let totals: TillTotals;
let corrections: TillCorrections;

const NOW = new Date('2026-11-22T09:00:00Z');
const DAY = { store: 'M001', day: '2026-11-20' };
const TILL = { name: 'till', machine: true };
const DIRECTOR = { name: 'director', machine: false };
const SENT: TillTotal = { ...DAY, register: '1', number: '17', total: 21, receipts: 1 };

beforeEach(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, createLog('silent'));
  totals = createTillTotals({ pool, now: () => NOW });
  corrections = createTillCorrections({ pool, now: () => NOW });
  await totals.record([SENT, { ...SENT, number: '9', total: 3 }], TILL);
});
afterEach(async () => {
  await pool.end();
  await db.drop();
});

const correct = (given: Partial<TillTotalCorrection>, by = 'director') =>
  corrections.correct({ ...DAY, register: '1', number: '17', was: 21, total: 2.1, reason: 'misread', ...given }, by);
const dayNow = async () => (await readDaysByKey(pool, { now: NOW }, [DAY]))[0];

describe('[I18] a wrong till total', () => {
  test('is replaced: what it was, who, when and why stay with it, on the day and in the audit log', async () => {
    const [ninth, seventeenth] = await correct({ receipts: 2 });
    expect(ninth).toMatchObject({ number: '9', total: 3, corrections: [] });
    const told = { at: NOW.toISOString(), by: 'director', reason: 'misread' };
    expect(seventeenth).toMatchObject({
      number: '17',
      total: 2.1,
      receipts: 2,
      receivedBy: 'till',
      corrections: [{ total: 21, receipts: 1, ...told }],
    });
    expect(await dayNow()).toMatchObject({
      tillRevenue: 5.1,
      correctedAt: told.at,
      correctedBy: 'director',
      correctionReason: 'misread',
    });
    const { rows } = await pool.query('select acteur, action, objet, details from audit');
    expect(rows).toEqual([
      {
        acteur: 'director',
        action: 'tillTotal.replace',
        objet: 'day:M001:2026-11-20',
        details: {
          register: '1',
          number: '17',
          before: { total: 21, receipts: 1 },
          after: { total: 2.1, receipts: 2 },
          reason: 'misread',
        },
      },
    ]);
  });

  test('is removed, and the till that sends it again has no news', async () => {
    expect(await correct({ total: null })).toMatchObject([
      { number: '9' },
      { number: '17', total: null, receipts: null, corrections: [{ total: 21 }] },
    ]);
    expect(await totals.record([SENT], TILL)).toEqual({ accepted: 0, duplicates: 1 });
    expect(await dayNow()).toMatchObject({ tillTotals: 1, tillRevenue: 3 });
    // Other content is news, and so is what a person brings back.
    expect(await totals.record([{ ...SENT, total: 4 }], TILL)).toEqual({ accepted: 1, duplicates: 0 });
    await correct({ was: 4, total: null });
    expect(await totals.record([SENT], DIRECTOR)).toEqual({ accepted: 1, duplicates: 0 });
  });

  test('once replaced is no conflict for the till that repeats itself, and one for other content or a person', async () => {
    await correct({});
    expect(await totals.record([SENT], TILL)).toEqual({ accepted: 0, duplicates: 1 });
    const conflict = { status: 409, code: 'till_total_conflict' };
    await expect(totals.record([SENT], DIRECTOR)).rejects.toMatchObject(conflict);
    await expect(totals.record([{ ...SENT, total: 22 }], TILL)).rejects.toMatchObject(conflict);
    expect(await dayNow()).toMatchObject({ tillRevenue: 5.1 });
  });

  test('is not what it was taken to be, or is not there', async () => {
    await correct({});
    await expect(correct({ total: 5 })).rejects.toMatchObject({ status: 409, code: 'till_total_changed' });
    await expect(correct({ number: '18' })).rejects.toMatchObject({ status: 404 });
    await expect(correct({ store: 'M999' })).rejects.toMatchObject({ status: 404 });
    expect((await pool.query('select from z_corrections')).rowCount).toBe(1);
  });

  test('of two people who correct it at once one is told', async () => {
    const held = await db.pool.connect();
    let correcting: Promise<PromiseSettledResult<unknown>[]>;
    try {
      await held.query('begin; select from z_caisse for update');
      correcting = Promise.allSettled([correct({ total: 1 }), correct({ total: 2 }, 'another')]);
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await pool.query(waiting)).rowCount !== 2);
    } finally {
      await held.query('commit');
      held.release();
    }
    const both = await correcting;
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await pool.query('select from z_corrections')).rowCount).toBe(1);
  });

  test('of a closed day stays', async () => {
    const places = [{ storeId: 1, day: DAY.day }];
    const marked = await transaction(pool, (client) => markClosing(client, places, NOW, 'analyst'));
    await expect(correct({})).rejects.toMatchObject({ status: 409, code: 'day_closed' });
    await transaction(pool, (client) => finishClosing(client, marked, 'analyst'));
    await expect(correct({ total: null })).rejects.toMatchObject({ status: 409, code: 'day_closed' });
    expect((await pool.query('select from z_corrections')).rowCount).toBe(0);
  });
});
