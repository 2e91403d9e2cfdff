import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { EXPIRY_SECONDS, retire } from './cursor.ts';
import { fold } from './folder.ts';
import { createLiveReader, type LiveReader } from './live-reader.ts';
import { held, recount } from './testing/recount.ts';
import { createVersions } from './versions.ts';

const DAY = '2026-11-20';
const NOON = Date.parse('2026-11-20T12:00:00+01:00');
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

// The readers of a test are gone after it: they would hold back what the next one folds.
afterEach(() => pool.query('delete from live_lecteurs'));

interface Followed {
  reader: LiveReader;
  server: string;
  scopes: Set<string>;
  time: { now: number };
}

function follow(server = randomUUID(), now = NOON): Followed {
  const scopes = new Set<string>();
  const time = { now };
  const clock = () => time.now;
  const onChanged = (moved: ReadonlySet<string>) => moved.forEach((scope) => scopes.add(scope));
  const reader = createLiveReader({ db: pool, server, clock, versions: createVersions(clock), log, onChanged });
  return { reader, server, scopes, time };
}

async function expectTrue({ reader }: Followed, day = DAY): Promise<void> {
  await reader.look();
  if (!reader.directory) throw new Error('nothing was read');
  expect(held(reader.state, reader.directory)).toEqual(await recount(pool, day));
}

/** The plain SQL of a sale: nothing stated that has a default. */
const PLAIN_SALE = `
  with vente as (insert into ventes (magasin_id, date_vente, montant_ttc) values ($1, $2, $3::numeric) returning id)
  insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, $3::numeric from vente`;

function sell(at: string, store = 1, price = '4.99', using: { query: Pool['query'] } = pool) {
  return using.query(PLAIN_SALE, [store, at, price]);
}

describe('following sales', () => {
  it('loads what is there, then takes what becomes visible, and names the scopes that moved', async () => {
    await sell(`${DAY} 09:00+01`);
    const followed = follow();
    await expectTrue(followed);
    followed.scopes.clear();
    await sell(`${DAY} 23:59:59+01`, 3, '10');
    await sell('2026-11-21 00:00+01', 1, '10');
    await expectTrue(followed);
    expect([...followed.scopes].toSorted()).toEqual(['company', 'region:BRE', 'store:M003']);
    expect(followed.reader.loads).toBe(1);
  });

  it('[L7] loses nothing when transactions commit in another order than they began', async () => {
    const followed = follow();
    await followed.reader.look();
    const [early, late] = [await pool.connect(), await pool.connect()];
    await early.query('begin');
    await sell(`${DAY} 10:00+01`, 1, '1', early);
    await late.query('begin');
    await sell(`${DAY} 10:00+01`, 1, '2', late);
    await late.query('commit');
    await expectTrue(followed);
    // Whoever keeps only the last number he saw has passed this one by now.
    await sell(`${DAY} 10:00+01`, 2, '4');
    await expectTrue(followed);
    await followed.reader.renew();
    await fold(pool);
    await early.query('commit');
    await expectTrue(followed);
    early.release();
    late.release();
    expect(followed.reader.loads).toBe(1);
  });

  it('is not held up by a transaction that stays open', async () => {
    const followed = follow();
    await followed.reader.look();
    const long = await pool.connect();
    try {
      await long.query('begin');
      await sell(`${DAY} 11:00+01`, 1, '100', long);
      for (let n = 0; n < 3; n++) {
        await sell(`${DAY} 11:00+01`);
        await expectTrue(followed);
        await followed.reader.renew();
        await fold(pool);
      }
      const { rows } = await pool.query<{ n: number }>('select count(*) as n from ventes_deltas');
      expect(rows[0]?.n, 'what everybody has read is folded, whatever is still open').toBe(0);
    } finally {
      await long.query('rollback');
      long.release();
    }
    await expectTrue(followed);
  });

  it('starts again at the next day', async () => {
    const followed = follow();
    await expectTrue(followed);
    followed.time.now = Date.parse('2026-11-21T00:00:00+01:00');
    await sell('2026-11-21 00:00:01+01', 2);
    await expectTrue(followed, '2026-11-21');
    expect(followed.reader.loads).toBe(2);
  });

  it('keeps the day of each store by its own clock', async () => {
    const other = await pool.query<{ id: number }>(
      `insert into magasins (code, region_id, nom, objectif_ca, fuseau) values ('M974', 1, 'Saint-Denis', 1, 'Indian/Reunion') returning id`,
    );
    const store = other.rows[0]?.id ?? 0;
    const followed = follow(randomUUID(), Date.parse('2026-11-20T22:30:00+01:00'));
    await followed.reader.look();
    // Half past one in the morning there: the next day has begun.
    await sell('2026-11-20 22:30+01', store, '7');
    await followed.reader.look();
    const known = followed.reader.directory?.byId.get(store);
    if (!known) throw new Error('the store is not known');
    expect(followed.reader.state.dayOf(known)).toBe('2026-11-21');
    expect(followed.reader.state.hours(known)[1]?.revenueTtc).toBe(70_000);
    await pool.query(`delete from ventes where magasin_id = $1`, [store]);
    await pool.query(`delete from magasins where id = $1`, [store]);
  });

  it('learns of a new store by its first sale', async () => {
    const followed = follow();
    await followed.reader.look();
    const { rows } = await pool.query<{ id: number }>(
      `insert into magasins (code, region_id, nom) values ('M004', 2, 'Brest') returning id`,
    );
    await sell(`${DAY} 10:00+01`, rows[0]?.id, '3');
    await expectTrue(followed);
    expect(followed.scopes.has('store:M004')).toBe(true);
  });

  it('reads again what the day is measured against when sales of other days move', async () => {
    const followed = follow();
    await followed.reader.look();
    await followed.reader.refreshBaselines(false);
    const { directory, baselines } = followed.reader;
    const store = directory?.stores[0];
    if (!store) throw new Error('no store');
    const lastYear = () => [...(followed.reader.baselines.get(store.id)?.running ?? [])];
    expect(lastYear()).toEqual([]);
    await sell('2025-11-21 10:00:05+01', store.id, '12');
    await sell('2025-11-20 10:00:05+01', store.id, '100');
    await followed.reader.look();
    expect(await followed.reader.refreshBaselines(false)).toBe(true);
    expect(lastYear()).toEqual([120_000]);
    expect(followed.reader.baselines).not.toBe(baselines);
    expect(await followed.reader.refreshBaselines(false)).toBe(false);
  });
});

describe('knowing when it cannot be sure', () => {
  it('loads again after the others took it for dead and folded what it had not read', async () => {
    const sleeper = follow();
    await sleeper.reader.look();
    await pool.query(`update live_lecteurs set vu_le = now() - make_interval(secs => $1)`, [EXPIRY_SECONDS + 1]);
    await sell(`${DAY} 12:00+01`);
    await fold(pool);
    await expectTrue(sleeper);
    expect(sleeper.reader.loads).toBe(2);
  });

  it('folds nothing that a living reader has not read', async () => {
    const reading = follow();
    const waiting = follow();
    await reading.reader.look();
    await waiting.reader.look();
    await sell(`${DAY} 12:00+01`);
    await reading.reader.look();
    await reading.reader.renew();
    await waiting.reader.renew();
    await fold(pool);
    await expectTrue(waiting);
    expect(waiting.reader.loads).toBe(1);
  });

  it('loads again when the database is another one than the cursor came from', async () => {
    const followed = follow();
    await followed.reader.look();
    // A restored copy carries transaction numbers of its old home, far ahead of the new one.
    await pool.query(
      `insert into ventes_deltas (xid, magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
       values ('900000000000', 1, $1, 3, 5, 4, 1, 1, 1), ('900000000000', 1, $1, 3, -5, -4, -1, -1, -1)`,
      [DAY],
    );
    const restored = follow();
    await expectTrue(restored);
    await restored.reader.renew();
    const { rows } = await pool.query<{ n: number }>(
      `select count(*) as n from ventes_deltas where xid > pg_snapshot_xmax(pg_current_snapshot())`,
    );
    expect(rows[0]?.n).toBe(0);
    await expectTrue(followed);
  });

  it('[L3] gives a server that starts again higher versions than it ever gave', async () => {
    const clock = () => NOON;
    const before = createVersions(clock);
    const given = Array.from({ length: 50 }, before.next).at(-1) ?? 0;
    const server = randomUUID();
    const options = { db: pool, server, clock, log, onChanged: () => undefined };
    const first = createLiveReader({ ...options, versions: before });
    await first.look();
    await first.renew();
    await retire(pool, server);
    const after = createVersions(() => NOON - 3_600_000);
    await createLiveReader({ ...options, server: randomUUID(), versions: after }).look();
    expect(after.next()).toBeGreaterThan(given);
  });
});
