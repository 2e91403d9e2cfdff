import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createLog } from '../log.ts';
import { createPool, type Client, type Pool } from '../postgres/pool.ts';
import { EXPIRY_SECONDS } from './cursor.ts';
import { fold } from './folder.ts';
import { createLiveReader } from './live-reader.ts';
import { seeded } from './testing/random.ts';
import { held, recount } from './testing/recount.ts';
import { createVersions } from './versions.ts';

const DAY = '2026-11-20';
const NOON = Date.parse('2026-11-20T12:00:00+01:00');
/** LIVE_FUZZ_STEPS=10000 for a long look. */
const STEPS = Number(process.env['LIVE_FUZZ_STEPS'] ?? 2_000);
const SEED = Number(process.env['LIVE_FUZZ_SEED'] ?? 20_261_120);
const log = createLog('silent');

let db: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, log);
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});

/** One writer: a transaction that stays open over several steps, and receipts nobody else touches (no test may wait for a lock). */
interface Writer {
  client: Client;
  open: boolean;
  receipts: number[];
  /** As they were when the transaction began. */
  before: number[];
}

it(`equals a recount after random sales, corrections, moves, deletions, rollbacks and truncations (seed ${SEED})`, async () => {
  const rng = seeded(SEED);
  const below = (n: number) => Math.floor(rng() * n);
  const reader = () => {
    const clock = () => NOON;
    return createLiveReader({
      db: pool,
      server: randomUUID(),
      clock,
      versions: createVersions(clock),
      log,
      onChanged: () => undefined,
    });
  };
  const readers = [reader(), reader()];
  const writers: Writer[] = [];
  for (let n = 0; n < 3; n++) writers.push({ client: await pool.connect(), open: false, receipts: [], before: [] });
  const done: Record<string, number> = {};

  const moment = () => {
    const days = [DAY, DAY, DAY, '2026-11-19', '2026-11-21'];
    return `${days[below(days.length)]} ${String(below(24)).padStart(2, '0')}:${String(below(60)).padStart(2, '0')}+01`;
  };
  const quantity = () => [1, 2, 0.5, -1, -0.25][below(5)];
  const price = () => (below(100_000) / 100).toFixed(2);

  const acts: Record<string, (writer: Writer) => Promise<unknown>> = {
    async insert({ client, receipts }) {
      const { rows } = await client.query<{ id: number }>(
        `insert into ventes (magasin_id, date_vente) values ($1, $2), ($3, $4) returning id`,
        [1 + below(3), moment(), 1 + below(3), moment()],
      );
      const ids = rows.map(({ id }) => id);
      receipts.push(...ids);
      await client.query(
        `insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
         select v, 1 + (n % 10), $2, $3 from unnest($1::bigint[]) v, generate_series(1, $4::integer) n`,
        [ids, quantity(), price(), 1 + below(3)],
      );
    },
    /** As a till does: one receipt and its lines in one statement. */
    async sell({ client, receipts }) {
      const { rows } = await client.query<{ id: number }>(
        `with v as (insert into ventes (magasin_id, date_vente) values ($1, $2) returning id),
           l as (insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
             select v.id, 1 + n, $3, $4 from v, generate_series(1, $5::integer) n returning vente_id)
         select vente_id as id from l limit 1`,
        [1 + below(3), moment(), quantity(), price(), 1 + below(3)],
      );
      for (const { id } of rows) receipts.push(id);
    },
    async addLine({ client, receipts }) {
      const id = receipts[below(receipts.length)];
      if (id === undefined) return;
      await client.query(
        `insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) values ($1, $2, $3, $4)`,
        [id, 1 + below(10), quantity(), price()],
      );
    },
    correct: ({ client, receipts }) =>
      client.query(
        `update lignes_ventes set quantite = -quantite, prix_unitaire = prix_unitaire + 0.01 where vente_id = any($1) and id % 3 = $2`,
        [receipts.slice(-5), below(3)],
      ),
    exchange: ({ client, receipts }) =>
      client.query(`update lignes_ventes set vente_id = $1 where vente_id = $2 and id % 2 = 0`, [
        receipts.at(0) ?? null,
        receipts.at(-1) ?? null,
      ]),
    move: ({ client, receipts }) =>
      client.query(`update ventes set magasin_id = $2, date_vente = $3 where id = any($1)`, [
        receipts.slice(0, 1 + below(4)),
        1 + below(3),
        moment(),
      ]),
    removeLines: ({ client, receipts }) =>
      client.query(`delete from lignes_ventes where vente_id = any($1) and id % 2 = $2`, [
        receipts.slice(-4),
        below(2),
      ]),
    async removeReceipt({ client, receipts }) {
      const [id] = receipts.splice(below(receipts.length), 1);
      if (id !== undefined) await client.query(`delete from ventes where id = $1`, [id]);
    },
    async begin(writer) {
      if (writer.open) return;
      await writer.client.query('begin');
      Object.assign(writer, { open: true, before: [...writer.receipts] });
    },
    async commit(writer) {
      if (writer.open) await writer.client.query('commit');
      writer.open = false;
    },
    async rollback(writer) {
      if (!writer.open) return;
      await writer.client.query('rollback');
      Object.assign(writer, { open: false, receipts: writer.before });
    },
    async truncate(writer) {
      if (writers.some(({ open }) => open) || below(4) > 0) return;
      await writer.client.query(below(2) ? 'truncate lignes_ventes' : 'truncate ventes cascade');
      // Receipts without lines are receipts still; those that are gone are simply not found any more.
    },
    fold: () => fold(pool),
    look: () => (readers[below(readers.length)] ?? readers[0])?.look() ?? Promise.resolve(),
    renew: () => (readers[below(readers.length)] ?? readers[0])?.renew() ?? Promise.resolve(),
    expire: () =>
      below(6) > 0
        ? Promise.resolve()
        : pool.query(`update live_lecteurs set vu_le = now() - make_interval(secs => $1)`, [EXPIRY_SECONDS + 1]),
    restart: async () => void (readers[below(readers.length)] = below(6) > 0 ? (readers[0] ?? reader()) : reader()),
  };
  // Sales are more frequent than anything else.
  const names = [
    ...Object.keys(acts),
    'insert',
    'insert',
    'insert',
    'sell',
    'sell',
    'addLine',
    'correct',
    'commit',
    'look',
    'renew',
    'fold',
  ];

  try {
    for (let step = 0; step < STEPS; step++) {
      const name = names[below(names.length)] ?? 'look';
      const writer = writers[below(writers.length)];
      if (!writer) continue;
      done[name] = (done[name] ?? 0) + 1;
      await acts[name]?.(writer).catch((error: Error) => {
        // A line for a receipt that a truncation took: refused by its foreign key, and its transaction is over.
        if (!/foreign key/.test(error.message)) throw error;
        return acts['rollback']?.(writer);
      });
      if (step % 25 === 24) await compare(`step ${step}, ${name}`);
    }
    for (const writer of writers) await acts['commit']?.(writer);
    await compare('the end');
    // Readers that a restart left behind are dead by now.
    await pool.query(`update live_lecteurs set vu_le = now() - make_interval(secs => $1)`, [EXPIRY_SECONDS + 1]);
    for (const one of readers) await one.renew();
    await fold(pool);
    await compare('the last fold');
    const { rows } = await pool.query<{ n: number }>('select count(*) as n from ventes_deltas');
    expect(rows[0]?.n).toBe(0);
  } finally {
    for (const { client, open } of writers) {
      if (open) await client.query('rollback');
      client.release();
    }
  }
  expect(Object.keys(done).toSorted()).toEqual(Object.keys(acts).toSorted());

  async function compare(when: string): Promise<void> {
    const truth = await recount(pool, DAY);
    for (const one of readers) {
      await one.look();
      if (one.directory) expect({ when, sums: held(one.state, one.directory) }).toEqual({ when, sums: truth });
    }
  }
});

it('folds while others sell, and every amount stays counted once', async () => {
  const clock = () => NOON;
  const reader = createLiveReader({
    db: pool,
    server: randomUUID(),
    clock,
    versions: createVersions(clock),
    log,
    onChanged: () => undefined,
  });
  await reader.look();
  let selling = true;
  const total = async () => {
    const { rows } = await pool.query<{ folded: string; lines: string }>(
      `select (select coalesce(sum(ca_ttc), 0) from ventes_par_heure) as folded,
         (select coalesce(sum(montant_ttc), 0) from lignes_ventes) as lines`,
    );
    return rows[0];
  };
  const sellers = Array.from({ length: 4 }, async (_, seller) => {
    for (let n = 0; n < 40; n++) {
      await pool.query(
        `with v as (insert into ventes (magasin_id, date_vente) values ($1, $2) returning id)
         insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, $3 from v`,
        [1 + (n % 3), `${DAY} ${10 + (n % 3)}:00+01`, seller + 0.37],
      );
    }
  });
  const following = (async () => {
    while (selling) {
      await reader.look();
      await reader.renew();
    }
  })();
  const folders = Array.from({ length: 2 }, async () => {
    while (selling) {
      await fold(pool);
      const seen = await total();
      expect(seen?.folded).toBe(seen?.lines);
    }
  });
  await Promise.all(sellers);
  selling = false;
  await Promise.all([following, ...folders]);
  await reader.look();
  expect(reader.directory && held(reader.state, reader.directory)).toEqual(await recount(pool, DAY));
  expect(reader.loads).toBe(1);
});
