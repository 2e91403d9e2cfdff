import type pg from 'pg';
import { addDays, type LocalDate } from '../../shared/calendar/local-date.ts';
import { zoneClock } from '../../shared/calendar/zone-clock.ts';
import { PRODUCTS } from './catalogue.ts';
import { demoStores, type DemoStore } from './company.ts';
import { firstDemoDay, planDetail } from './plan.ts';
import { receiptsOf, type Detail } from './receipts.ts';
import { writeState, type DemoState } from './state.ts';
import { writeSales, type DemoSale } from './write-sales.ts';

const CLOCK = zoneClock('Europe/Paris');
/** Days of one transaction: what a kill costs at most. */
const CHUNK_DAYS = 7;

/** The day of the demo company at an instant. */
export function demoDay(now: number): LocalDate {
  return CLOCK.local(now).date;
}

/**
 * Writes the sales after `state.until` up to `now`, a week per transaction with the state moved along, so that a killed run
 * goes on where it was. The clients work side by side and commit in order. Returns the number of receipts.
 */
export async function fillSales(clients: readonly pg.ClientBase[], state: DemoState, now: number): Promise<number> {
  const [client] = clients;
  if (client === undefined) return 0;
  const stores = demoStores(state.loadedOn);
  const company = await presentCompany(client, stores);
  const detail = planDetail(stores, state.loadedOn, state.size);
  const until = Math.max(state.until, await lastSaleAfter(client, state.until, now));

  let receipts = 0;
  const write = async (on: pg.ClientBase, span: Span, before: Promise<void> | undefined): Promise<void> => {
    const sales = salesOf(company, span, detail);
    await inTransaction(on, async () => {
      await writeSales(on, company.productIds, sales);
      await before;
      await writeState(on, { ...state, until: span.end });
    });
    receipts += sales.length;
  };

  const runs: Promise<void>[] = [];
  for (const [index, span] of spansOf(state, until, now).entries()) {
    // Until then that client is busy.
    await runs[index - clients.length];
    const run = write(clients[index % clients.length] ?? client, span, runs[index - 1]);
    // Awaited a turn later; without a listener until then a failure would end the process.
    run.catch(() => undefined);
    runs.push(run);
  }
  await Promise.all(runs);
  return receipts;
}

/** Instants later than `after` and not later than `end`, of these days. */
interface Span {
  days: readonly LocalDate[];
  after: number;
  end: number;
}

function spansOf(state: DemoState, until: number, now: number): Span[] {
  const spans: Span[] = [];
  const last = demoDay(now);
  for (let first = startDay(state, until); first <= last; first = addDays(first, CHUNK_DAYS)) {
    const days = Array.from({ length: CHUNK_DAYS }, (_, day) => addDays(first, day)).filter((day) => day <= last);
    const end = Math.min(CLOCK.midnight(addDays(first, CHUNK_DAYS)) - 1, now);
    spans.push({ days, after: spans.at(-1)?.end ?? until, end });
  }
  return spans;
}

function startDay(state: DemoState, until: number): LocalDate {
  const first = firstDemoDay(state.loadedOn, state.size);
  const day = demoDay(until);
  return day < first ? first : day;
}

interface PresentCompany {
  stores: readonly { store: DemoStore; id: number }[];
  /** By index of PRODUCTS. */
  productIds: readonly (number | undefined)[];
  /** Days nothing may be added to, as `<store id> <day>`. */
  closed: ReadonlySet<string>;
}

/** A user may have removed some of the company, or closed some of its days. */
async function presentCompany(client: pg.ClientBase, stores: readonly DemoStore[]): Promise<PresentCompany> {
  const storeIds = await idsOf(client, 'select code as key, id from magasins');
  const skus = await idsOf(client, 'select sku as key, id from produits');
  const { rows: closed } = await client.query<{ key: string }>(
    `select magasin_id || ' ' || jour as key from journees where etat <> 'open'`,
  );
  return {
    stores: stores.flatMap((store) => {
      const id = storeIds.get(store.code);
      return id === undefined ? [] : [{ store, id }];
    }),
    productIds: PRODUCTS.map(({ sku }) => skus.get(sku)),
    closed: new Set(closed.map(({ key }) => key)),
  };
}

function salesOf(company: PresentCompany, { days, after, end }: Span, detail: (date: LocalDate) => Detail): DemoSale[] {
  const sales: DemoSale[] = [];
  for (const date of days) {
    for (const { store, id } of company.stores) {
      if (company.closed.has(`${id} ${date}`)) continue;
      for (const receipt of receiptsOf(store, date, detail(date))) {
        const at = CLOCK.instant(date, receipt.seconds);
        const lines = receipt.lines.filter(({ product }) => company.productIds[product] !== undefined);
        if (at > after && at <= end && lines.length > 0)
          sales.push({ storeId: id, at, receipt: { ...receipt, lines } });
      }
    }
  }
  return sales;
}

/** Simulated sales of the running server: what lies before them was there to be seen, and is not told a second time. */
async function lastSaleAfter(client: pg.ClientBase, after: number, now: number): Promise<number> {
  const { rows } = await client.query<{ ms: string | null }>(
    `select floor(extract(epoch from max(v.date_vente)) * 1000)::text as ms
     from magasins m cross join lateral (
       select date_vente from ventes
       where magasin_id = m.id and date_vente > $1 and date_vente <= $2 and caisse like 'D%'
       order by date_vente desc limit 1) v`,
    [new Date(after), new Date(now)],
  );
  return Number(rows[0]?.ms ?? 0);
}

async function idsOf(client: pg.ClientBase, sql: string): Promise<Map<string, number>> {
  const { rows } = await client.query<{ key: string; id: number }>(sql);
  return new Map(rows.map(({ key, id }) => [key, id]));
}

export async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    // A lost connection has rolled back by itself, and its first error says more.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
