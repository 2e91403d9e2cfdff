import { Counter, type Registry } from 'prom-client';
import type { ContentIssue } from '../../shared/api/error.ts';
import type { Sale } from '../../shared/api/sales.ts';
import { conflict, invalidContent } from '../http/errors.ts';
import { transaction, type Client, type Pool } from '../postgres/pool.ts';
import { lookUp } from './catalogue.ts';
import { closedDayRefusal } from './closed-day.ts';
import { contentOf, keyOf, toReceipt, type Receipt } from './receipt.ts';
import { sameContent, store } from './store-receipts.ts';

export interface Sales {
  /**
   * Stores sales, all or none; a receipt that is there already, with the same content, is counted and left alone.
   * @throws HttpError 422 `invalid`, 409 `receipt_conflict` or `day_closed`, each with details per sale.
   */
  record(sales: readonly Sale[]): Promise<{ accepted: number; duplicates: number }>;
}

const ATTEMPTS = 3;
const DEADLOCK = '40P01';

export interface SalesDeps {
  pool: Pool;
  registry: Registry;
  now(): Date;
}

export function createSales({ pool, registry, now }: SalesDeps): Sales {
  const counted = new Counter({
    name: 'epm_sales_total',
    help: 'Sales received by the API',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const retries = new Counter({
    name: 'epm_sales_retries_total',
    help: 'Calls of the sales API that met a deadlock and were run again',
    registers: [registry],
  });

  return {
    async record(sales) {
      const { receipts, repeated } = distinct(exact(sales, now()));
      const catalogue = await lookUp(pool, receipts);
      if (catalogue.issues.length > 0) throw invalidContent(catalogue.issues);
      const known = await retried(
        () =>
          transaction(pool, async (client) => {
            const stored = await store(client, receipts, catalogue);
            const found = receipts.filter((receipt) => !stored.has(receipt));
            await demandSame(client, found);
            return found.length;
          }),
        () => retries.inc(),
      ).catch(async (error: unknown) => {
        throw (await closedDayRefusal(pool, receipts, error)) ?? error;
      });
      const outcome = { accepted: receipts.length - known, duplicates: repeated + known };
      counted.inc({ outcome: 'accepted' }, outcome.accepted);
      counted.inc({ outcome: 'duplicate' }, outcome.duplicates);
      return outcome;
    },
  };
}

function exact(sales: readonly Sale[], now: Date): Receipt[] {
  const receipts: Receipt[] = [];
  const issues: ContentIssue[] = [];
  sales.forEach((sale, index) => {
    const receipt = toReceipt(sale, index, now);
    if (Array.isArray(receipt)) issues.push(...receipt);
    else receipts.push(receipt);
  });
  if (issues.length > 0) throw invalidContent(issues);
  return receipts;
}

/** The same receipt twice in one call counts once; two that differ under one key are refused. */
function distinct(all: readonly Receipt[]): { receipts: Receipt[]; repeated: number } {
  const byKey = new Map<string, Receipt>();
  const clashing: Receipt[] = [];
  for (const receipt of all) {
    const first = byKey.get(keyOf(receipt));
    if (!first) byKey.set(keyOf(receipt), receipt);
    else if (contentOf(first) !== contentOf(receipt)) clashing.push(receipt);
  }
  refuse(clashing);
  return { receipts: [...byKey.values()], repeated: all.length - byKey.size };
}

async function demandSame(client: Client, found: readonly Receipt[]): Promise<void> {
  if (found.length === 0) return;
  const same = await sameContent(client, found);
  refuse(found.filter((receipt) => !same.has(receipt)));
}

function refuse(clashing: readonly Receipt[]): void {
  if (clashing.length === 0) return;
  const details: ContentIssue[] = clashing.map(({ index, store: code, register, number }) => ({
    index,
    path: 'receipt',
    code: 'receipt_conflict',
    message: `Receipt ${number} of register "${register}" in store ${code} exists with other content.`,
  }));
  throw conflict('receipt_conflict', 'A receipt exists already with other content. Nothing was stored.', details);
}

/** Calls lock receipts in one order and cannot block each other for ever; writers beside this API may. */
async function retried<T>(work: () => Promise<T>, onRetry: () => void): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== DEADLOCK || attempt === ATTEMPTS) throw error;
      onRetry();
    }
  }
}
