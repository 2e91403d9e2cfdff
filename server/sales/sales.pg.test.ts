import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { salesRequestSchema, type Sale } from '../../shared/api/sales.ts';
import type { HttpError } from '../http/errors.ts';
import { createSales, type Sales } from './sales.ts';

let db: TestDatabase;
let sales: Sales;
let next = 0;
const registry = new Registry();
const NOW = new Date('2026-11-22T09:00:00Z');

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  sales = createSales({ pool: db.pool, registry, now: () => NOW });
});
afterAll(() => db.drop());

function sale(overrides: Partial<Sale> = {}): Sale {
  return {
    store: 'M001',
    register: '1',
    receipt: `R${++next}`,
    soldAt: '2026-11-20T14:30:00+01:00',
    lines: [
      { sku: 'P01', quantity: 2, unitPrice: 1.05 },
      { sku: 'P05', quantity: 1, unitPrice: 12.5 },
    ],
    ...overrides,
  };
}

async function refusal(work: Promise<unknown>): Promise<{ status: number; code: string; details: unknown }> {
  const error = await work.then(
    () => undefined,
    (thrown: HttpError) => thrown,
  );
  return { status: error?.status ?? 0, code: error?.code ?? '', details: error?.details };
}

async function count(table: 'ventes' | 'lignes_ventes'): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(`select count(*)::integer as n from ${table}`);
  return rows[0]?.n ?? -1;
}

describe('recording sales', () => {
  it('stores exact amounts, the rate of the day and the purchase price', async () => {
    const one = sale({ lines: [{ sku: 'P09', quantity: 1.235, unitPrice: 7.899999 }] });
    expect(await sales.record([one])).toEqual({ accepted: 1, duplicates: 0 });
    const { rows } = await db.pool.query(
      `select v.montant_ttc::text as receipt, v.date_vente, l.montant_ttc::text as line, l.taux_tva::text as rate,
         l.prix_achat::text as bought
       from ventes v join lignes_ventes l on l.vente_id = v.id where v.numero = $1`,
      [one.receipt],
    );
    expect(rows).toEqual([
      {
        receipt: '9.7565',
        date_vente: new Date('2026-11-20T13:30:00Z'),
        line: '9.7565',
        rate: '0.0210',
        bought: '4.5000',
      },
    ]);
  });

  it('runs no trigger per line', async () => {
    const client = await db.pool.connect();
    try {
      await client.query('begin');
      await client.query('alter table lignes_ventes disable trigger lignes_ventes_completer');
      await client.query('commit');
      await expect(sales.record([sale()])).resolves.toEqual({ accepted: 1, duplicates: 0 });
    } finally {
      await client.query('alter table lignes_ventes enable trigger lignes_ventes_completer');
      client.release();
    }
  });

  it('[I1] takes the same content again as a duplicate, whatever the order of the lines', async () => {
    const one = sale();
    const before = await count('lignes_ventes');
    await sales.record([one]);
    expect(await sales.record([one])).toEqual({ accepted: 0, duplicates: 1 });
    const reversed = { ...one, lines: one.lines.toReversed(), soldAt: '2026-11-20T13:30:00Z' };
    expect(await sales.record([reversed, sale()])).toEqual({ accepted: 1, duplicates: 1 });
    expect(await count('lignes_ventes')).toBe(before + 4);
  });

  it('[I1] tells registers and stores apart, and counts a repeated line', async () => {
    const line = { sku: 'P01', quantity: 1, unitPrice: 1 };
    const one = sale({ lines: [line, line] });
    expect(
      await sales.record([one, { ...one, register: '2' }, { ...one, store: 'M002' }, { ...one, register: '' }]),
    ).toEqual({ accepted: 4, duplicates: 0 });
    expect((await refusal(sales.record([{ ...one, lines: [line] }]))).code).toBe('receipt_conflict');
  });

  it('[I1] refuses other content under the same key, and stores nothing of the call', async () => {
    const one = sale();
    await sales.record([one]);
    const before = await count('ventes');
    for (const other of [
      { ...one, soldAt: '2026-11-20T14:30:01+01:00' },
      { ...one, lines: one.lines.slice(1) },
      { ...one, lines: [...one.lines, { sku: 'P02', quantity: 1, unitPrice: 2 }] },
      { ...one, lines: one.lines.map((line) => ({ ...line, unitPrice: line.unitPrice + 0.01 })) },
    ]) {
      const { status, code, details } = await refusal(sales.record([sale(), other]));
      expect({ status, code }).toEqual({ status: 409, code: 'receipt_conflict' });
      expect(details).toMatchObject([{ index: 1, path: 'receipt', code: 'receipt_conflict' }]);
    }
    expect(await count('ventes')).toBe(before);
  });

  it('compares inside one call too', async () => {
    const one = sale();
    expect(await sales.record([one, sale(), { ...one }])).toEqual({ accepted: 2, duplicates: 1 });
    const two = sale();
    const { code, details } = await refusal(
      sales.record([two, { ...two, lines: [{ sku: 'P01', quantity: 1, unitPrice: 9 }] }]),
    );
    expect(code).toBe('receipt_conflict');
    expect(details).toMatchObject([{ index: 1 }]);
  });

  it('[I2] names every fault of a call and stores nothing', async () => {
    await db.pool.query(`update magasins set ouvert_le = '2026-01-01', ferme_le = '2026-06-30' where code = 'M003'`);
    const before = await count('ventes');
    const { status, details } = await refusal(
      sales.record([
        sale(),
        sale({ store: 'M999' }),
        sale({
          lines: [
            { sku: 'P01', quantity: 1, unitPrice: 1 },
            { sku: 'NOPE', quantity: 1, unitPrice: 1 },
          ],
        }),
        sale({ store: 'M003', soldAt: '2026-07-01T00:00:00+02:00' }),
        sale({ store: 'M003', soldAt: '2025-12-31T23:59:59+01:00' }),
      ]),
    );
    expect(status).toBe(422);
    expect(details).toMatchObject([
      { index: 1, path: 'store', code: 'unknown_store' },
      { index: 2, path: 'lines.1.sku', code: 'unknown_sku' },
      { index: 3, path: 'soldAt', code: 'store_closed' },
      { index: 4, path: 'soldAt', code: 'store_closed' },
    ]);
    expect(await count('ventes')).toBe(before);
    expect(await sales.record([sale({ store: 'M003', soldAt: '2026-06-30T23:59:59+02:00' })])).toMatchObject({
      accepted: 1,
    });
  });

  it('refuses what cannot be stored instead of failing', async () => {
    const { details } = await refusal(
      sales.record([
        sale({ lines: [{ sku: 'P01', quantity: 1e5, unitPrice: 1e9 }] }),
        sale({ lines: [{ sku: 'P01', quantity: 0.0001, unitPrice: 1 }] }),
        sale({ soldAt: '0000-01-01T00:00:00Z' }),
        sale({ lines: Array.from({ length: 2 }, () => ({ sku: 'P01', quantity: 600, unitPrice: 1e9 })) }),
      ]),
    );
    expect(details).toMatchObject([
      { index: 0, code: 'amount_too_large' },
      { index: 1, code: 'quantity_too_small' },
      { index: 2, path: 'soldAt', code: 'invalid_time' },
      { index: 3, path: 'lines', code: 'amount_too_large' },
    ]);
  });

  it('[I16] refuses a receipt dated more than 48 hours ahead, and the whole call', async () => {
    const before = await count('ventes');
    const [late, early] = ['2026-11-24T10:00:00.001+01:00', '2026-11-24T10:00:00+01:00'];
    const { status, details } = await refusal(sales.record([sale({ soldAt: early }), sale({ soldAt: late })]));
    expect(status).toBe(422);
    expect(details).toEqual([
      { index: 1, path: 'soldAt', code: 'time_ahead', message: expect.stringContaining('48 hours ahead') },
    ]);
    expect(await count('ventes')).toBe(before);
    expect(await sales.record([sale({ soldAt: early })])).toEqual({ accepted: 1, duplicates: 0 });
  });

  it('stores a thousand sales in one call, and the aggregates are theirs', async () => {
    const many = Array.from({ length: 1_000 }, () => sale({ soldAt: '2026-03-03T10:00:00+01:00' }));
    expect(await sales.record(many)).toEqual({ accepted: 1_000, duplicates: 0 });
    expect(await sales.record(many)).toEqual({ accepted: 0, duplicates: 1_000 });
    const { rows } = await db.pool.query(
      `select heure, ca_ttc::text, tickets from ventes_par_heure where jour = '2026-03-03'`,
    );
    expect(rows).toEqual([{ heure: 10, ca_ttc: '14600.0000', tickets: 1_000 }]);
  });
});

describe('recording sales at the same time', () => {
  it('[I1] accepts a receipt once, whoever comes first', async () => {
    const one = sale();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => sales.record([one])));
    expect(outcomes.filter(({ accepted }) => accepted === 1)).toHaveLength(1);
    expect(outcomes.filter(({ duplicates }) => duplicates === 1)).toHaveLength(7);
  });

  it('waits in one direction: calls in opposite orders that both hold receipts never block each other', async () => {
    const common = Array.from({ length: 5 }, () => sale());
    const blocker = await db.pool.connect();
    try {
      // Both calls get as far as the receipt in the middle; sent in opposite orders, they would hold what the other needs next.
      await blocker.query('begin');
      await blocker.query(
        `insert into ventes (magasin_id, caisse, numero) select id, '1', $1 from magasins where code = 'M001'`,
        [common[2]?.receipt],
      );
      const calls = Promise.all([sales.record(common), sales.record(common.toReversed())]);
      await blocked(2);
      await blocker.query('rollback');
      const outcomes = await calls;
      expect(outcomes.map(({ accepted }) => accepted).toSorted((a, b) => a - b)).toEqual([0, 5]);
      expect(await registry.getSingleMetric('epm_sales_retries_total')?.get()).toMatchObject({
        values: [{ value: 0 }],
      });
    } finally {
      blocker.release();
    }
  });

  async function blocked(calls: number): Promise<void> {
    for (let n = 0; n < calls;) {
      const { rows } = await db.pool.query<{ n: number }>(
        `select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      n = rows[0]?.n ?? 0;
    }
  }
});

describe('the request', () => {
  const issuesOf = (body: unknown) =>
    salesRequestSchema.safeParse(body).error?.issues.map(({ path }) => path.join('.'));

  it('is one sale or a list; faults name the sale', () => {
    expect(salesRequestSchema.parse(sale())).toHaveLength(1);
    const { register: _, ...plain } = sale();
    expect(salesRequestSchema.parse([plain])[0]?.register).toBe('');
    expect(issuesOf([sale(), { ...sale(), soldAt: '2026-11-20 14:30' }])).toEqual(['1.soldAt']);
    expect(issuesOf({ ...sale(), receipt: 'a\u0000b' })).toEqual(['0.receipt']);
    expect(issuesOf([{ ...sale(), lines: [{ sku: 'P01', quantity: 0, unitPrice: 1 }] }])).toEqual([
      '0.lines.0.quantity',
    ]);
    expect(issuesOf([])).toEqual(['']);
    expect(issuesOf(Array.from({ length: 1_001 }, () => sale()))).toEqual(['']);
    expect(issuesOf('sale')).toEqual(['0']);
  });
});
