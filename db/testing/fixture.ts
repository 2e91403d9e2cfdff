import type pg from 'pg';

/** Of all four users. */
export const FIXTURE_PASSWORD = 'fixture-password';
/** argon2id of it, cheap to verify. */
const PASSWORD_HASH =
  '$argon2id$v=19$m=8192,t=1,p=1$ZXBtLWZpeHR1cmUtc2FsdA$eulEwwcasneQgkExto8omrC7W4lI7J/EUHLD7/MS1C8';

export const FIXTURE_USERS = {
  director: 'director@fixture.example',
  analyst: 'analyst@fixture.example',
  manager: 'manager@fixture.example',
  reader: 'reader@fixture.example',
} as const;

/**
 * A small fixed company, no sales: regions IDF and BRE; stores M001 and M002 in IDF, M003 in BRE, each with an objective
 * of 365,000 €; categories ALIM (5.5 %), MAIS (20 %), JOUR (2.1 %); products P01 … P10 (P01-P04 ALIM, P05-P08 MAIS, P09-P10 JOUR)
 * sold at 1 €, 2 € … 10 € and bought at half of it; one active user per role (FIXTURE_USERS), the manager of region IDF.
 * Ids count from 1 in the order given here.
 */
export async function seedFixture(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`insert into regions (code, nom) values ('IDF', 'Île-de-France'), ('BRE', 'Bretagne')`);
    await client.query(`insert into magasins (code, region_id, nom, objectif_ca)
      select t.code, r.id, t.nom, 365000
      from (values (1, 'M001', 'IDF', 'Paris Bastille'), (2, 'M002', 'IDF', 'Versailles'), (3, 'M003', 'BRE', 'Quimper')) t (rang, code, region, nom)
      join regions r on r.code = t.region order by t.rang`);
    await client.query(
      `insert into categories (code, nom) values ('ALIM', 'Alimentation'), ('MAIS', 'Maison'), ('JOUR', 'Journaux')`,
    );
    await client.query(`insert into taux_tva (categorie_id, taux)
      select c.id, t.taux from (values ('ALIM', 0.055), ('MAIS', 0.2), ('JOUR', 0.021)) t (code, taux) join categories c using (code)`);
    await client.query(`insert into produits (categorie_id, sku, nom, prix_achat, prix_vente)
      select c.id, 'P' || to_char(n, 'FM00'), 'Produit ' || n, n / 2.0, n
      from generate_series(1, 10) n
      join categories c on c.code = case when n <= 4 then 'ALIM' when n <= 8 then 'MAIS' else 'JOUR' end order by n`);
    await client.query(
      `insert into utilisateurs (courriel, nom, mot_de_passe, role, region_id)
       select t.courriel, t.nom, $1, t.role, r.id
       from (values ($2, 'Diane Directrice', 'director', null), ($3, 'Amir Analyste', 'analyst', null),
         ($4, 'Marc Manager', 'manager', 'IDF'), ($5, 'Lise Lectrice', 'reader', null)) t (courriel, nom, role, region)
       left join regions r on r.code = t.region`,
      [PASSWORD_HASH, FIXTURE_USERS.director, FIXTURE_USERS.analyst, FIXTURE_USERS.manager, FIXTURE_USERS.reader],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
