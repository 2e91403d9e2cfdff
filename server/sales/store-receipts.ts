import type { Queryable } from '../postgres/pool.ts';
import type { Catalogue } from './catalogue.ts';
import type { Receipt } from './receipt.ts';
import { decimalOfAmount } from './sale-line.ts';

/**
 * Inserts receipts with their lines, in one statement; those whose key is taken are skipped, after waiting for whoever is
 * about to take it. Returns the ones inserted.
 *
 * Rows go in by the order of their key, so two calls with common receipts wait for each other in one direction only. Lines
 * state amount, rate and purchase price, so that no trigger runs per row.
 */
export async function store(db: Queryable, receipts: readonly Receipt[], catalogue: Catalogue): Promise<Set<Receipt>> {
  const lines = receipts.flatMap((receipt, position) =>
    receipt.lines.map((line) => {
      const product = catalogue.products.get(line.sku);
      return { position, product, line };
    }),
  );
  const { rows } = await db.query<{ store: number; register: string; number: string }>(
    `with recus as (
       select * from unnest($1::integer[], $2::integer[], $3::text[], $4::text[], $5::timestamptz[], $6::numeric[])
         t (position, magasin_id, caisse, numero, date_vente, montant_ttc)
     ), nouveaux as (
       insert into ventes (magasin_id, caisse, numero, date_vente, montant_ttc)
       select magasin_id, caisse, numero, date_vente, montant_ttc from recus order by magasin_id, caisse, numero
       on conflict (magasin_id, caisse, numero) do nothing
       returning id, magasin_id, caisse, numero, date_vente
     ), taux as materialized (
       select c.categorie_id, j.jour, taux_tva_le(c.categorie_id, j.jour) as taux
       from (select distinct categorie_id from unnest($9::integer[]) c (categorie_id)) c,
         (select distinct (n.date_vente at time zone m.fuseau)::date as jour
          from nouveaux n join magasins m on m.id = n.magasin_id) j
     ), lignes as (
       insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat)
       select n.id, l.produit_id, l.quantite, l.prix_unitaire, l.montant_ttc, t.taux, l.prix_achat
       from unnest($7::integer[], $8::integer[], $9::integer[], $10::numeric[], $11::numeric[], $12::numeric[], $13::numeric[])
         with ordinality l (position, produit_id, categorie_id, quantite, prix_unitaire, montant_ttc, prix_achat, rang)
       join recus r on r.position = l.position
       join nouveaux n on n.magasin_id = r.magasin_id and n.caisse = r.caisse and n.numero = r.numero
       join magasins m on m.id = n.magasin_id
       join taux t on t.categorie_id = l.categorie_id and t.jour = (n.date_vente at time zone m.fuseau)::date
       order by l.rang
     )
     select magasin_id as store, caisse as register, numero as number from nouveaux`,
    [
      receipts.map((_, position) => position),
      receipts.map((receipt) => storeId(receipt, catalogue)),
      receipts.map(({ register }) => register),
      receipts.map(({ number }) => number),
      receipts.map(({ soldAt }) => soldAt),
      receipts.map((receipt) => decimalOfAmount(receipt.lines.reduce((sum, { amount }) => sum + amount, 0n))),
      lines.map(({ position }) => position),
      lines.map(({ product }) => product?.id),
      lines.map(({ product }) => product?.category),
      lines.map(({ line }) => line.quantity),
      lines.map(({ line }) => line.unitPrice),
      lines.map(({ line }) => decimalOfAmount(line.amount)),
      lines.map(({ product }) => product?.purchase_price),
    ],
  );
  const inserted = new Set(rows.map((row) => JSON.stringify([row.store, row.register, row.number])));
  return new Set(receipts.filter((r) => inserted.has(JSON.stringify([storeId(r, catalogue), r.register, r.number]))));
}

/** Those of some receipts that are stored with the same time and lines, whatever the order of the lines. */
export async function sameContent(db: Queryable, receipts: readonly Receipt[]): Promise<Set<Receipt>> {
  const lines = receipts.flatMap((receipt, position) => receipt.lines.map((line) => ({ position, line })));
  const { rows } = await db.query<{ position: number }>(
    `select r.position
     from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
       r (position, magasin, caisse, numero, date_vente)
     join magasins m on m.code = r.magasin
     join ventes v on v.magasin_id = m.id and v.caisse = r.caisse and v.numero = r.numero and v.date_vente = r.date_vente
     where (
       select array_agg((p.sku, l.quantite, l.prix_unitaire) order by p.sku, l.quantite, l.prix_unitaire)
       from lignes_ventes l join produits p on p.id = l.produit_id where l.vente_id = v.id
     ) = (
       select array_agg((l.sku, l.quantite, l.prix_unitaire) order by l.sku, l.quantite, l.prix_unitaire)
       from unnest($6::integer[], $7::text[], $8::numeric[], $9::numeric[]) l (position, sku, quantite, prix_unitaire)
       where l.position = r.position
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
