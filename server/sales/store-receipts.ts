import type { Queryable } from '../postgres/pool.ts';
import type { Catalogue } from './catalogue.ts';
import type { Receipt } from './receipt.ts';
import { decimalOfAmount } from './sale-line.ts';

interface Stored {
  id: number;
  store: number;
  register: string;
  number: string;
  /** Local to the store. */
  day: string;
}

/**
 * Inserts receipts with their lines; those whose key is taken are skipped, after waiting for whoever is about to take it.
 * Returns the ones inserted.
 *
 * Rows go in by the order of their key, so two calls with common receipts wait for each other in one direction only.
 */
export async function store(db: Queryable, receipts: readonly Receipt[], catalogue: Catalogue): Promise<Set<Receipt>> {
  const { rows } = await db.query<Stored>(
    `with nouveaux as (
       insert into ventes (magasin_id, caisse, numero, date_vente, montant_ttc)
       select * from unnest($1::integer[], $2::text[], $3::text[], $4::timestamptz[], $5::numeric[])
         t (magasin_id, caisse, numero, date_vente, montant_ttc)
       order by magasin_id, caisse, numero
       on conflict (magasin_id, caisse, numero) do nothing
       returning id, magasin_id, caisse, numero, date_vente
     )
     select n.id, n.magasin_id as store, n.caisse as register, n.numero as number,
       (n.date_vente at time zone m.fuseau)::date::text as day
     from nouveaux n join magasins m on m.id = n.magasin_id`,
    [
      receipts.map((receipt) => storeId(receipt, catalogue)),
      receipts.map(({ register }) => register),
      receipts.map(({ number }) => number),
      receipts.map(({ soldAt }) => soldAt),
      receipts.map((receipt) => decimalOfAmount(receipt.lines.reduce((sum, { amount }) => sum + amount, 0n))),
    ],
  );
  const byKey = new Map(rows.map((row) => [JSON.stringify([row.store, row.register, row.number]), row]));
  const inserted = new Map<Receipt, Stored>();
  for (const receipt of receipts) {
    const row = byKey.get(JSON.stringify([storeId(receipt, catalogue), receipt.register, receipt.number]));
    if (row) inserted.set(receipt, row);
  }
  if (inserted.size > 0) await withFreshPlans(db, inserted.size, () => storeLines(db, inserted, catalogue));
  return new Set(inserted.keys());
}

/** From about here on a plan made for a single receipt costs more than planning anew. */
const MANY = 20;

/**
 * The statements of the triggers are planned once per connection, for as many rows as came first: a plan for one receipt
 * takes minutes over a thousand, and a plan for a thousand reads whole tables for one.
 */
async function withFreshPlans(db: Queryable, receipts: number, work: () => Promise<void>): Promise<void> {
  if (receipts < MANY) return work();
  await db.query('discard plans');
  await work();
  await db.query('discard plans');
}

/** Lines state amount, rate and purchase price, so that no trigger runs per row; a rate is looked up once per category and day. */
async function storeLines(db: Queryable, receipts: ReadonlyMap<Receipt, Stored>, catalogue: Catalogue): Promise<void> {
  const rates = new Map<string, { position: number; category: number; day: string }>();
  const rateOf = (category: number, day: string): number => {
    const key = `${category} ${day}`;
    const known = rates.get(key) ?? { position: rates.size + 1, category, day };
    rates.set(key, known);
    return known.position;
  };
  const lines = [...receipts].flatMap(([receipt, { id, day }]) =>
    receipt.lines.map((line) => {
      const product = catalogue.products.get(line.sku);
      return { id, line, product, rate: rateOf(product?.category ?? 0, day) };
    }),
  );
  await db.query(
    `with taux as materialized (
       select position, taux_tva_le(categorie_id, jour) as taux
       from unnest($1::integer[], $2::date[]) with ordinality t (categorie_id, jour, position)
     )
     insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, prix_achat, taux_tva)
     select l.vente_id, l.produit_id, l.quantite, l.prix_unitaire, l.montant_ttc, l.prix_achat, t.taux
     from unnest($3::bigint[], $4::integer[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[], $9::bigint[])
       with ordinality l (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, prix_achat, taux, rang)
     join taux t on t.position = l.taux
     order by l.rang`,
    [
      [...rates.values()].map(({ category }) => category),
      [...rates.values()].map(({ day }) => day),
      lines.map(({ id }) => id),
      lines.map(({ product }) => product?.id),
      lines.map(({ line }) => line.quantity),
      lines.map(({ line }) => line.unitPrice),
      lines.map(({ line }) => decimalOfAmount(line.amount)),
      lines.map(({ product }) => product?.purchase_price),
      lines.map(({ rate }) => rate),
    ],
  );
}

/** Those of some receipts that are stored with the same time and lines, whatever the order of the lines. */
export async function sameContent(db: Queryable, receipts: readonly Receipt[]): Promise<Set<Receipt>> {
  const lines = receipts.flatMap((receipt, position) => receipt.lines.map((line) => ({ position, line })));
  const { rows } = await db.query<{ position: number }>(
    `with envoyees as materialized (
       select position, array_agg((sku, quantite, prix_unitaire) order by sku, quantite, prix_unitaire) as lignes
       from unnest($6::integer[], $7::text[], $8::numeric[], $9::numeric[]) l (position, sku, quantite, prix_unitaire)
       group by position
     )
     select r.position
     from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
       r (position, magasin, caisse, numero, date_vente)
     join envoyees e on e.position = r.position
     join magasins m on m.code = r.magasin
     join ventes v on v.magasin_id = m.id and v.caisse = r.caisse and v.numero = r.numero and v.date_vente = r.date_vente
     where e.lignes = (
       select array_agg((p.sku, l.quantite, l.prix_unitaire) order by p.sku, l.quantite, l.prix_unitaire)
       from lignes_ventes l join produits p on p.id = l.produit_id where l.vente_id = v.id
     )`,
    [
      receipts.map((_, position) => position),
      receipts.map(({ store: code }) => code),
      receipts.map(({ register }) => register),
      receipts.map(({ number }) => number),
      receipts.map(({ soldAt }) => soldAt),
      lines.map(({ position }) => position),
      lines.map(({ line }) => line.sku),
      lines.map(({ line }) => line.quantity),
      lines.map(({ line }) => line.unitPrice),
    ],
  );
  const same = new Set(rows.map(({ position }) => position));
  return new Set(receipts.filter((_, position) => same.has(position)));
}

function storeId(receipt: Receipt, catalogue: Catalogue): number | undefined {
  return catalogue.stores.get(receipt.store)?.id;
}
