import type pg from 'pg';
import { expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { createTestDatabase } from '../testing/database.ts';
import { ensureDemo, type DemoOptions } from './demo.ts';

const SMALL = { receipts: 0, months: 2, fullDays: 2 };
const MORNING = new Date('2026-11-20T09:30:00Z');
const EVENING = new Date('2026-11-20T17:45:00Z');

function options(now: Date, more: Partial<DemoOptions> = {}): DemoOptions {
  return {
    now,
    password: 'one',
    hashPassword: async (password) => `hash of ${password}`,
    verifyPassword: async (stored, password) => stored === `hash of ${password}`,
    log: silentLog,
    size: SMALL,
    ...more,
  };
}

async function onDatabase(work: (pool: pg.Pool) => Promise<void>, fixture = false): Promise<void> {
  const db = await createTestDatabase({ fixture });
  try {
    await work(db.pool);
  } finally {
    await db.drop();
  }
}

/** All a user can see of the company, whatever ids it got. */
async function checksum(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ sum: string }>(`
    select md5(string_agg(t.line, E'\\n' order by t.line)) as sum from (
      select format('%s %s %s %s %s %s %s %s %s', m.code, v.caisse, v.numero, v.date_vente, v.montant_ttc, v.client_id, p.sku, l.quantite, l.prix_unitaire) as line
      from ventes v join magasins m on m.id = v.magasin_id join lignes_ventes l on l.vente_id = v.id join produits p on p.id = l.produit_id
      union all select format('%s %s %s %s', code, nom, objectif_ca, ferme_le) from magasins
      union all select format('%s %s %s %s', sku, nom, prix_achat, prix_vente) from produits
      union all select format('%s %s %s %s', m.code, c.mois, c.nature, c.montant) from charges c join magasins m on m.id = c.magasin_id) t`);
  return rows[0]?.sum ?? '';
}

async function one<T extends object>(pool: pg.Pool, sql: string): Promise<T> {
  const { rows } = await pool.query<T>(sql);
  if (rows[0] === undefined) throw new Error('no row');
  return rows[0];
}

/** Receipts whose amount is not that of their lines, and hours whose aggregates are not those of their lines. */
const FAULTS = `select
  (select count(*) from ventes v where montant_ttc is distinct from (select sum(montant_ttc) from lignes_ventes where vente_id = v.id))::integer as receipts,
  (select count(*) from ventes_par_heure h full join (
    select v.magasin_id, (date_vente at time zone 'Europe/Paris')::date as jour, extract(hour from date_vente at time zone 'Europe/Paris') as heure,
      sum(l.montant_ttc) as ca_ttc, sum(l.quantite) as unites, count(distinct v.id) filter (where l.quantite > 0) as tickets
    from ventes v join lignes_ventes l on l.vente_id = v.id group by 1, 2, 3) r using (magasin_id, jour, heure)
   where (h.ca_ttc, h.unites, h.tickets) is distinct from (r.ca_ttc, r.unites, r.tickets))::integer as hours`;

test('the company is the same for the same day, loaded at once, in two goes, or by two servers', () =>
  onDatabase(async (one) => {
    expect(await ensureDemo(one, options(EVENING))).toBe('loaded');
    const expected = await checksum(one);
    await onDatabase(async (two) => {
      expect(await ensureDemo(two, options(MORNING))).toBe('loaded');
      expect(await checksum(two)).not.toBe(expected);
      expect(await ensureDemo(two, options(EVENING))).toBe('extended');
      expect(await checksum(two)).toBe(expected);
    });
    await onDatabase(async (three) => {
      const both = await Promise.all([ensureDemo(three, options(EVENING)), ensureDemo(three, options(EVENING))]);
      expect(both.toSorted()).toEqual(['extended', 'loaded']);
      expect(await checksum(three)).toBe(expected);
    });
  }));

test('a load that is cut goes on where it was', () =>
  onDatabase(async (whole) => {
    await ensureDemo(whole, options(EVENING));
    await onDatabase(async (cut) => {
      await cut.query(`
        create function couper() returns trigger language plpgsql as $$
        begin
          if (new.valeur::json ->> 'until')::bigint > extract(epoch from timestamptz '2026-10-20') * 1000 then raise exception 'cut'; end if;
          return new;
        end $$;
        create trigger couper before update on reglages for each row execute function couper()`);
      await expect(ensureDemo(cut, options(EVENING))).rejects.toThrow('cut');
      const { until } = await one<{ until: string }>(cut, 'select max(date_vente)::text as until from ventes');
      expect(until.slice(0, 7)).toBe('2026-10');
      await cut.query('drop trigger couper on reglages; drop function couper()');
      expect(await ensureDemo(cut, options(EVENING))).toBe('extended');
      expect(await checksum(cut)).toBe(await checksum(whole));
    });
  }));

test('the chain is the one of the contract, and its aggregates are those of its lines', () =>
  onDatabase(async (pool) => {
    await ensureDemo(pool, options(EVENING));
    expect(
      await one(
        pool,
        `select (select count(*) from regions)::integer as regions, (select count(*) from magasins)::integer as stores,
          (select count(*) from categories)::integer as categories, (select count(distinct taux) from taux_tva)::integer as rates,
          (select count(*) from produits)::integer as products, (select count(distinct nom) from produits)::integer as names,
          (select min(code) || ' ' || max(code) from magasins) as codes,
          (select count(*) from magasins where ouvert_le > '2024-11-20')::integer as openings,
          (select count(*) from magasins where ferme_le is not null)::integer as closures,
          (select count(*) from produits p join taux_tva t using (categorie_id) where prix_achat >= prix_vente / (1 + taux))::integer as losses`,
      ),
    ).toEqual({
      regions: 13,
      stores: 48,
      categories: 12,
      rates: 4,
      products: 400,
      names: 400,
      codes: 'M001 M048',
      openings: 2,
      closures: 1,
      losses: 0,
    });
    const { rows } = await pool.query(
      'select courriel, role, r.code as region from utilisateurs u left join regions r on r.id = u.region_id order by courriel',
    );
    expect(rows).toEqual([
      { courriel: 'analyste@demo.example', role: 'analyst', region: null },
      { courriel: 'directrice@demo.example', role: 'director', region: null },
      { courriel: 'lecteur@demo.example', role: 'reader', region: null },
      { courriel: 'manager.idf@demo.example', role: 'manager', region: 'IDF' },
    ]);
    expect(await one(pool, 'select client_id, portees from cles_api')).toEqual({
      client_id: 'caisse-demo',
      portees: ['sales', 'imports'],
    });
    expect(await one(pool, FAULTS)).toEqual({ receipts: 0, hours: 0 });
    expect(
      await one(
        pool,
        `select (select sum(ca_ttc) from mv_ca_magasin_mensuel) = (select sum(montant_ttc) from lignes_ventes) as equal`,
      ),
    ).toEqual({ equal: true });
  }));

test('a later start fills the days since the last sale, and the costs of a new month', () =>
  onDatabase(async (pool) => {
    await ensureDemo(pool, options(MORNING));
    expect(await ensureDemo(pool, options(new Date('2026-12-03T11:00:00Z')))).toBe('extended');
    const { rows } = await pool.query<{ days: number }>(
      `select count(distinct (date_vente at time zone 'Europe/Paris')::date)::integer as days from ventes where date_vente >= '2026-11-20'`,
    );
    expect(rows).toEqual([{ days: 14 }]);
    expect(
      await one(
        pool,
        `select max(date_vente) <= '2026-12-03T11:00:00Z' as past, max(date_vente) > '2026-12-03T10:45:00Z' as fresh from ventes`,
      ),
    ).toEqual({
      past: true,
      fresh: true,
    });
    expect(
      await one(pool, `select count(distinct magasin_id)::integer as stores from charges where mois = '2026-12-01'`),
    ).toEqual({ stores: 47 });
    expect(await one(pool, FAULTS)).toEqual({ receipts: 0, hours: 0 });
    const before = await checksum(pool);
    expect(await ensureDemo(pool, options(new Date('2026-12-03T11:00:00Z')))).toBe('extended');
    expect(await checksum(pool)).toBe(before);
  }));

test('what the simulated till has told is not told again', () =>
  onDatabase(async (pool) => {
    await ensureDemo(pool, options(MORNING));
    await pool.query(
      `insert into ventes (magasin_id, caisse, numero, date_vente) select id, 'DL', '1', '2026-11-20T15:00:00Z' from magasins where code = 'M001'`,
    );
    await ensureDemo(pool, options(EVENING));
    expect(
      await one(
        pool,
        `select count(*) filter (where date_vente < '2026-11-20T15:00:00Z')::integer as before, count(*) filter (where date_vente > '2026-11-20T15:00:00Z') > 100 as after
         from ventes where date_vente > '2026-11-20T09:30:00Z' and caisse <> 'DL'`,
      ),
    ).toEqual({ before: 0, after: true });
  }));

test('a changed password is applied, an unchanged one is not hashed again', () =>
  onDatabase(async (pool) => {
    await ensureDemo(pool, options(MORNING));
    await ensureDemo(pool, options(MORNING, { hashPassword: () => Promise.reject(new Error('hashed again')) }));
    await ensureDemo(pool, options(MORNING, { password: 'two' }));
    expect(
      await one(
        pool,
        `select (select count(*) from utilisateurs where mot_de_passe = 'hash of two')::integer as users, (select secret from cles_api) as secret`,
      ),
    ).toEqual({ users: 4, secret: 'hash of two' });
  }));

test('other data is left alone', () =>
  onDatabase(async (pool) => {
    expect(await ensureDemo(pool, options(MORNING))).toBe('skipped');
    expect(await one(pool, 'select count(*)::integer as stores from magasins')).toEqual({ stores: 3 });
  }, true));

test('stores and products that a user removed do not stop the demo', () =>
  onDatabase(async (pool) => {
    await ensureDemo(pool, options(MORNING));
    await pool.query(
      `update magasins set code = 'X' where code = 'M001'; update produits set sku = 'X' where sku = 'SNAC-001'`,
    );
    expect(await ensureDemo(pool, options(EVENING))).toBe('extended');
    expect(await one(pool, FAULTS)).toEqual({ receipts: 0, hours: 0 });
  }));

test('tills have sent totals of the days that are over; most agree with the receipts, and closed days do not stop the demo', () =>
  onDatabase(async (pool) => {
    await ensureDemo(pool, options(MORNING));
    const totals = `select count(*)::integer as n, count(*) filter (where z.montant_ttc = v.montant)::integer as same, max(jour)::text as last
      from z_caisse z join lateral (select sum(montant_ttc) as montant from ventes v
        where v.magasin_id = z.magasin_id and v.caisse = z.caisse and (v.date_vente at time zone 'Europe/Paris')::date = z.jour) v on true`;
    const { n, same, last } = await one<{ n: number; same: number; last: string }>(pool, totals);
    expect(n).toBeGreaterThan(100);
    expect(same / n).toBeGreaterThan(0.9);
    expect(same).toBeLessThan(n);
    expect(last).toBe('2026-11-19');
    const closed = `insert into journees (magasin_id, jour, etat)
      select id, jour, 'closed' from magasins, (values (date '2026-11-19'), ('2026-11-20')) d (jour) where code = 'M001'`;
    await pool.query(closed);
    await ensureDemo(pool, options(new Date('2026-11-22T10:00:00Z')));
    const written = `select count(*) filter (where jour = '2026-11-20' and heure > 11)::integer as closed, count(*) filter (where jour = '2026-11-21')::integer as open
      from ventes_par_heure where magasin_id = (select id from magasins where code = 'M001')`;
    const days = await one<{ closed: number; open: number }>(pool, written);
    expect(days.closed).toBe(0);
    expect(days.open).toBeGreaterThan(0);
    const later = await one<{ n: number }>(pool, `${totals} where z.jour = '2026-11-21'`);
    expect(later.n).toBeGreaterThan(10);
  }));

test('the full demo has its size, and objectives 3 to 6 % above last year', { timeout: 180_000 }, () =>
  onDatabase(async (pool) => {
    const started = performance.now();
    const { size: _small, ...full } = options(EVENING);
    await ensureDemo(pool, full);
    process.stdout.write(`full demo loaded in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    const { receipts, lines, first } = await one<{ receipts: number; lines: number; first: string }>(
      pool,
      `select (select count(*) from ventes)::integer as receipts, (select count(*) from lignes_ventes)::integer as lines, (select min(date_vente)::date::text from ventes) as first`,
    );
    expect(receipts).toBeGreaterThan(180_000);
    expect(receipts).toBeLessThan(220_000);
    expect(lines).toBeGreaterThan(440_000);
    expect(first).toBe('2024-11-01');
    const { rows } = await pool.query<{ code: string; ratio: number }>(
      `select m.code, (m.objectif_ca / sum(v.ca_ttc))::double precision as ratio
       from magasins m join mv_ca_magasin_mensuel v on v.magasin_id = m.id and v.annee = 2025
       where m.ouvert_le < '2025-01-01' and m.ferme_le is null group by m.id`,
    );
    expect(rows).toHaveLength(45);
    // Drawn around what was expected of last year.
    expect(rows.filter(({ ratio }) => ratio < 1.01 || ratio > 1.08)).toEqual([]);
  }),
);
