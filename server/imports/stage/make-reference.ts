import type { Connection } from '../connection.ts';
import { foldName, newCode } from './names.ts';
import type { NewCategory, NewStore } from './resolve.ts';
import type { Needed } from './totals.ts';

const DEFAULT_RATE = 0.2;
/** Stores whose region the file does not tell. */
const WITHOUT_REGION = { code: 'SANS-REGION', name: 'Sans région' };

/** Makes the stores, categories and products that are missing, and writes their ids into the staging tables. */
export async function makeReference(client: Connection, { stores, categories, products }: Needed): Promise<void> {
  if (stores.length > 0) await makeStores(client, stores);
  if (categories.length > 0) await makeCategories(client, categories);
  if (products > 0) await makeProducts(client);
}

async function makeStores(client: Connection, stores: readonly NewStore[]): Promise<void> {
  const existing = await client.query<{ code: string }>('select code from magasins');
  const codes = new Set(existing.rows.map(({ code }) => code));
  const regions = await regionIds(client, stores);
  for (const { mag, name, region } of stores) {
    // Plans address stores by their code: a space in it, and nobody could plan any more.
    const usable = /^[^|:*\s\p{Cc}]{1,40}$/u.test(name) && !codes.has(name);
    if (usable) codes.add(name);
    const code = usable ? name : newCode(name, 40, codes);
    const { rows } = await client.query<{ id: number }>(
      'insert into magasins (code, nom, region_id) values ($1, $2, $3) returning id',
      [code, name, regions.get(foldName(region))],
    );
    await client.query('update import_cibles set mag = $2 where mag = $1', [mag, rows[0]?.id]);
  }
}

/** Ids by folded name; a region the file names and nobody has is made too. */
async function regionIds(client: Connection, stores: readonly NewStore[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: number; code: string; nom: string }>(
    'select id, code, nom from regions order by id desc',
  );
  const codes = new Set(rows.map(({ code }) => code));
  const ids = new Map<string, number>();
  for (const { id, nom } of rows) ids.set(foldName(nom), id);
  for (const { id, code } of rows) ids.set(foldName(code), id);
  for (const { region } of stores) {
    if (ids.has(foldName(region))) continue;
    const name = region || WITHOUT_REGION.name;
    const code = region === '' ? WITHOUT_REGION.code : newCode(region, 16, codes);
    const made = await client.query<{ id: number }>(
      'insert into regions (code, nom) values ($1, $2) on conflict (code) do update set nom = regions.nom returning id',
      [code, name.slice(0, 200)],
    );
    ids.set(foldName(region), made.rows[0]?.id ?? 0);
  }
  return ids;
}

async function makeCategories(client: Connection, categories: readonly NewCategory[]): Promise<void> {
  const existing = await client.query<{ code: string }>('select code from categories');
  const codes = new Set(existing.rows.map(({ code }) => code));
  for (const { name, numbers } of categories) {
    const { rows } = await client.query<{ id: number }>(
      'insert into categories (code, nom) values ($1, $2) returning id',
      [newCode(name, 40, codes), name],
    );
    const id = rows[0]?.id;
    await client.query('insert into taux_tva (categorie_id, taux) values ($1, $2)', [id, DEFAULT_RATE]);
    await client.query(
      'update import_produits set categorie_id = $1 where produit_id is null and categorie = any ($2)',
      [id, numbers],
    );
  }
}

/** Somebody else may make the same product meanwhile: theirs is taken. */
async function makeProducts(client: Connection): Promise<void> {
  await client.query(`
    insert into produits (sku, nom, categorie_id, prix_vente)
    select sku, nom, categorie_id, prix from import_produits where produit_id is null and utile order by n
    on conflict (sku) do nothing;
    update import_produits i set produit_id = p.id from produits p where i.produit_id is null and p.sku = i.sku;
    analyze import_produits;
  `);
}
