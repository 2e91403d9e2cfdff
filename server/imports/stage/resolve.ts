import type { Connection } from '../connection.ts';
import type { Reading } from '../mapping/understand.ts';
import type { Dictionary } from './dictionary.ts';
import { foldName } from './names.ts';

export interface NewStore {
  /** Stands for its id until it is made: negative. */
  mag: number;
  name: string;
  /** Region as the file names it, '' when it does not. */
  region: string;
}

export interface NewCategory {
  name: string;
  /** In the dictionary: several ways of writing may be one category. */
  numbers: number[];
}

export interface Resolved {
  newStores: NewStore[];
  newCategories: NewCategory[];
  unknownStores: string[];
}

const WITHOUT_CATEGORY = 'Sans catégorie';
const DEFAULT_ZONE = 'Europe/Paris';
const CHUNK = 20_000;

/** Finds what the file names in the reference data, as sets; what is missing will be made or makes its rows refused. */
export async function resolveDictionary(
  client: Connection,
  dictionary: Dictionary,
  reading: Reading,
): Promise<Resolved> {
  const { newStores, unknownStores } = await resolveStores(client, dictionary, reading.unknown.store);
  const newCategories = await resolveCategories(client, dictionary, reading.unknown.category);
  await resolveProducts(client, dictionary);
  await rejectUnknown(client, reading, dictionary);
  return { newStores, newCategories, unknownStores };
}

async function resolveStores(client: Connection, { stores, storeRegions }: Dictionary, policy: 'create' | 'refuse') {
  const { rows } = await client.query<{ id: number; code: string; nom: string; fuseau: string }>(
    'select id, code, nom, fuseau from magasins order by id',
  );
  // A code is preferred to a name, an exact one to one that differs by case or accents; what two stores share is nobody's.
  const find = finder(rows);
  const newStores = new Map<string, NewStore>();
  const unknownStores: string[] = [];
  const mag: number[] = [];
  const zones: string[] = [];
  const known: boolean[] = [];
  stores.forEach((name, n) => {
    const store = find(name);
    if (store) {
      mag.push(store.id);
    } else if (policy === 'create') {
      const made = newStores.get(foldName(name)) ?? { mag: -n - 1, name, region: storeRegions.get(n) ?? '' };
      newStores.set(foldName(name), made);
      mag.push(made.mag);
    } else {
      unknownStores.push(name);
      mag.push(0);
    }
    zones.push(store?.fuseau ?? DEFAULT_ZONE);
    known.push(store !== undefined || policy === 'create');
  });
  await client.query(
    'insert into import_magasins (n, mag, fuseau, connu) select o - 1, m, f, c from unnest($1::integer[], $2::text[], $3::boolean[]) with ordinality t (m, f, c, o)',
    [mag, zones, known],
  );
  return { newStores: [...newStores.values()], unknownStores };
}

async function resolveCategories(client: Connection, { categories }: Dictionary, policy: 'create' | 'refuse') {
  const { rows } = await client.query<{ id: number; code: string; nom: string }>(
    'select id, code, nom from categories order by id',
  );
  const find = finder(rows);
  const made = new Map<string, NewCategory>();
  const ids = categories.map((name, n) => {
    const found = find(name);
    if (found) return found.id;
    if (policy === 'create') {
      const entry = made.get(foldName(name)) ?? { name, numbers: [] };
      entry.numbers.push(n);
      made.set(foldName(name), entry);
    }
    return null;
  });
  await client.query(
    'insert into import_categories (n, categorie_id, refusee) select o - 1, i, i is null and $2 from unnest($1::integer[]) with ordinality t (i, o)',
    [ids, policy === 'refuse'],
  );
  return [...made.values(), ...(await withoutCategory(client))];
}

/** Products without a category get one of their own, found or made like the others. */
async function withoutCategory(client: Connection): Promise<NewCategory[]> {
  const { rows } = await client.query<{ categorie_id: number | null }>(
    'insert into import_categories (n, categorie_id, refusee) values (-1, (select id from categories where nom = $1 order by id limit 1), false) returning categorie_id',
    [WITHOUT_CATEGORY],
  );
  return rows[0]?.categorie_id === null ? [{ name: WITHOUT_CATEGORY, numbers: [-1] }] : [];
}

async function resolveProducts(client: Connection, { products }: Dictionary): Promise<void> {
  for (let from = 0; from < products.length; from += CHUNK) {
    const part = products.slice(from, from + CHUNK);
    await client.query(
      `insert into import_produits (n, sku, nom, categorie, prix)
       select $1 + o - 1, s, m, c, greatest(p, 0) from unnest($2::text[], $3::text[], $4::integer[], $5::numeric[]) with ordinality t (s, m, c, p, o)`,
      [
        from,
        part.map(({ sku }) => sku),
        part.map(({ name }) => name),
        part.map(({ category }) => category),
        part.map(({ price }) => price || '0'),
      ],
    );
  }
  await client.query(`
    analyze import_produits;
    update import_produits i set produit_id = p.id, categorie_id = p.categorie_id, prix_achat = p.prix_achat
    from produits p where p.sku = i.sku;
    update import_produits i set categorie_id = c.categorie_id from import_categories c where i.produit_id is null and c.n = i.categorie;
    -- One rate for all time is told once; rates with dates are asked row by row.
    update import_produits i set taux = coalesce(t.taux, 0.2)
    from import_produits j left join (select categorie_id, count(*) as taux_dates, min(debut) as debut, min(taux) as taux from taux_tva group by 1) t
      on t.categorie_id = j.categorie_id
    where j.n = i.n and (t.taux_dates is null or (t.taux_dates = 1 and t.debut = '-infinity'));
    analyze import_produits;
  `);
}

async function rejectUnknown(client: Connection, { unknown }: Reading, { categories }: Dictionary): Promise<void> {
  if (unknown.store === 'refuse') {
    await client.query(`
      insert into import_rejets (ligne, colonne, motif)
      select l.ligne, 'store', 'store_unknown'
      from import_lignes t join import_magasins m on m.n = t.magasin join import_lignes l on l.ticket = t.ticket
      where not m.connu`);
  }
  if (unknown.product === 'refuse') {
    await client.query(`
      insert into import_rejets (ligne, colonne, motif)
      select l.ligne, 'sku', 'product_unknown' from import_lignes l join import_produits p on p.n = l.produit
      where p.produit_id is null on conflict do nothing`);
  }
  if (unknown.category === 'refuse' && categories.length > 0) {
    await client.query(`
      insert into import_rejets (ligne, colonne, motif)
      select l.ligne, 'category', 'category_unknown'
      from import_lignes l join import_produits p on p.n = l.produit join import_categories c on c.n = p.categorie
      where p.produit_id is null and c.refusee on conflict do nothing`);
  }
}

function finder<T extends { code: string; nom: string }>(things: readonly T[]): (name: string) => T | undefined {
  const byCode = new Map(things.map((thing) => [thing.code, thing]));
  const byFoldedCode = onlyOnes(things, ({ code }) => foldName(code));
  const byName = onlyOnes(things, ({ nom }) => foldName(nom));
  return (name) => byCode.get(name) ?? byFoldedCode.get(foldName(name)) ?? byName.get(foldName(name)) ?? undefined;
}

function onlyOnes<T>(things: readonly T[], key: (thing: T) => string): Map<string, T | null> {
  const found = new Map<string, T | null>();
  for (const thing of things) found.set(key(thing), found.has(key(thing)) ? null : thing);
  return found;
}
