import type { Connection } from '../connection.ts';

/**
 * Temporary tables of the importing connection, which is closed afterwards: a kill, a crash or a lost network leaves nothing.
 * import_lignes    one row per row of the file; the columns of the receipt only on its first row
 * import_produits, import_categories, import_magasins    what the file names, by its number in the dictionary
 * import_tickets   receipts of the file, in pieces as they were staged
 * import_cibles    receipts as they will be stored: c; those that may hold lines the file brings again share g
 * import_liens     from a piece (n) to its receipt (c) and its group (g)
 * import_base      lines stored already in those groups
 * import_rejets, import_doublons    rows that are refused, or are stored already (id: as which line; null: twice in the file)
 * import_sommes    sums of the accepted rows of each receipt
 */
const TABLES = `
drop view if exists import_vue;
drop table if exists import_lignes, import_produits, import_categories, import_magasins, import_tickets, import_cibles,
  import_liens, import_base, import_rejets, import_doublons, import_sommes;

create temporary table import_lignes (
  ligne integer not null,
  ticket integer not null,
  magasin integer,
  caisse text,
  numero text,
  le timestamp,
  decalage integer,
  avec_heure boolean,
  client text,
  produit integer not null,
  quantite numeric(12, 3) not null,
  prix numeric(18, 6),
  montant numeric(16, 4),
  rang integer
);

create temporary table import_magasins (n integer primary key, mag integer not null, fuseau text not null, connu boolean not null);
create temporary table import_categories (n integer primary key, categorie_id integer, refusee boolean not null);
create temporary table import_produits (
  n integer primary key, sku text not null, nom text not null, categorie integer not null, prix numeric(14, 4) not null,
  produit_id integer, categorie_id integer, taux numeric(5, 4), prix_achat numeric(14, 4) not null default 0,
  utile boolean not null default true);

create temporary table import_tickets (
  n integer not null, mag integer not null, caisse text not null, numero text, date_vente timestamptz not null,
  fuseau text not null, avec_heure boolean not null, client text);
create temporary table import_cibles (
  c integer generated always as identity, n integer not null, mag integer not null, caisse text not null, numero text,
  date_vente timestamptz not null, jour date not null, fuseau text not null, avec_heure boolean not null, client text,
  vente_id bigint, neuve boolean not null default false, cloturee boolean not null default false);
create temporary table import_liens (n integer primary key, c integer not null, g integer not null, jour date not null);
create temporary table import_base (
  g integer not null, id bigint not null, produit_id integer not null, quantite numeric not null, prix numeric not null, numero integer);
create temporary table import_rejets (ligne integer primary key, colonne text not null, motif text not null);
create temporary table import_doublons (ligne integer primary key, id bigint);
create temporary table import_sommes (
  c integer primary key, lignes integer not null, unites numeric not null, montant numeric not null);
`;

export async function createStaging(client: Connection): Promise<void> {
  await client.query(TABLES);
}

/** Forgets what the rows were found to be, for another look at a database that has moved on. */
export async function clearFindings(client: Connection): Promise<void> {
  await client.query(`
    drop view if exists import_vue;
    drop index if exists import_lignes_ligne;
    truncate import_produits, import_categories, import_magasins, import_tickets, import_cibles, import_liens, import_base,
      import_rejets, import_doublons, import_sommes restart identity;
  `);
}

export const COPY_LINES =
  'copy import_lignes (ligne, ticket, magasin, caisse, numero, le, decalage, avec_heure, client, produit, quantite, prix, montant, rang) from stdin';
