import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../db/embedded.ts';
import { silentLog } from '../db/log.ts';
import { migrate } from '../db/migrate.ts';

export const STORES = 50;
const PRODUCTS = 20;

export interface RetailServer {
  /** A migrated database; unless `fill` says otherwise, with regions, stores and products, and no sales. */
  database(name: string, fill?: (client: pg.Client) => Promise<void>): Promise<string>;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own with the settings of a running system, removed at the end. */
export async function startRetailServer(): Promise<RetailServer> {
  const folder = await mkdtemp(join(tmpdir(), 'epm-bench-'));
  // Started as root, the server runs as another user: one that cannot get in here keeps its files elsewhere, where nobody removes them.
  await chmod(folder, 0o755);
  const embedded = await startEmbedded({ dataDir: join(folder, 'data'), log: silentLog });
  return {
    async database(name, fill = seed) {
      await withClient(embedded.url, (client) => client.query(`create database ${name}`));
      const url = new URL(embedded.url);
      url.pathname = `/${name}`;
      await migrate(url.href, { log: silentLog });
      await withClient(url.href, fill);
      return url.href;
    },
    async stop() {
      // The embedded server does not keep a process alive that has nothing else to do, not even until it has stopped.
      const alive = setInterval(() => undefined, 60_000);
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
      clearInterval(alive);
    },
  };
}

/** One receipt of three lines in one statement: $1 store, $2 instant. */
export const RECEIPT = `
  with v as (insert into ventes (magasin_id, date_vente, montant_ttc) values ($1, $2, 60) returning id)
  insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat)
  select v.id, p, 1, 20, 20, 0.2, 8 from v, (values (1), (2), (3)) t (p)`;

/** Regions, stores, a category with its rate, products. */
export async function seed(client: pg.Client): Promise<void> {
  await client.query(`
    insert into regions (code, nom) select 'R' || n, 'Region ' || n from generate_series(1, 10) n;
    insert into magasins (code, region_id, nom, objectif_ca)
      select 'M' || n, 1 + n % 10, 'Store ' || n, 1000000 from generate_series(1, ${STORES}) n;
    insert into categories (code, nom) values ('C', 'Category');
    insert into taux_tva (categorie_id, taux) values (1, 0.2);
    insert into produits (categorie_id, sku, nom, prix_achat, prix_vente)
      select 1, 'P' || n, 'Product ' || n, 8, 20 from generate_series(1, ${PRODUCTS}) n;
    analyze`);
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
