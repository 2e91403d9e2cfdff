import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { RECEIPT } from './retail-database.ts';

/** Sales at a steady rate, spread over the stores and the connections. */
export interface SellersOrder {
  url: string;
  connections: number;
  perSecond: number;
  seconds: number;
  stores: number;
  seed: number;
}

/** When each sale was acknowledged as committed (ns of the machine's monotonic clock), in that order. */
export interface Sold {
  store: Uint16Array;
  at: BigInt64Array;
  /** Sales per second reached. */
  rate: number;
}

process.on('message', (order: SellersOrder) => void sell(order).then((sold) => process.send?.(sold)));
process.on('disconnect', () => process.exit(0));

async function sell({ url, connections, perSecond, seconds, stores, seed }: SellersOrder): Promise<Sold> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const store: number[] = [];
  const at: bigint[] = [];
  let random = seed;
  const below = (n: number) => (random = (random * 16_807) % 2_147_483_647) % n;
  const started = performance.now();
  const every = (1000 * connections) / perSecond;
  await Promise.all(
    clients.map(async (client, index) => {
      for (let n = 0; ; n++) {
        // Each connection at moments of its own, on the whole at its rate, whatever one sale took.
        const due = started + every * (n + index / connections) + below(Math.ceil(every));
        if (due - started >= seconds * 1000) return;
        const wait = due - performance.now();
        if (wait > 0) await sleep(wait);
        const where = 1 + below(stores);
        await client.query({ name: 'receipt', text: RECEIPT, values: [where, new Date()] });
        store.push(where);
        at.push(process.hrtime.bigint());
      }
    }),
  );
  const rate = at.length / ((performance.now() - started) / 1000);
  await Promise.all(clients.map((client) => client.end()));
  return { store: Uint16Array.from(store), at: BigInt64Array.from(at), rate };
}
