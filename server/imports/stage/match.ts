import type { Connection } from '../connection.ts';
import type { Reading } from '../mapping/understand.ts';

/**
 * Which receipts the rows belong to, and which rows are stored already. A receipt is (store, register, number); without a
 * number each row is one, and rows of one store, register and time are compared with each other. A row is its line number,
 * else the n-th of the same product, quantity and price in its receipt: the order of rows says nothing.
 */
export async function matchRows(client: Connection, reading: Reading): Promise<void> {
  await client.query(RECEIPTS);
  await client.query(viewOfRows(reading.tax));
  const numbered = reading.columns.line !== undefined;
  if (numbered) await client.query(REPEATED_NUMBERS);
  await client.query(STORED_LINES);
  const { rows } = await client.query<{ any: boolean }>('select exists (select from import_base) as any');
  if (rows[0]?.any !== true) return;
  await client.query('analyze import_base');
  if (numbered) await client.query(STORED_BY_NUMBER);
  await client.query(storedByContent(numbered));
}

const RECEIPTS = `
  create index import_lignes_ligne on import_lignes using brin (ligne) with (pages_per_range = 16);
  analyze import_lignes;

  insert into import_tickets (n, mag, caisse, numero, date_vente, fuseau, avec_heure, client)
  select t.ticket, m.mag, t.caisse, t.numero,
    case when t.decalage is null then t.le at time zone m.fuseau else (t.le - make_interval(mins => t.decalage)) at time zone 'UTC' end,
    m.fuseau, t.avec_heure, t.client
  from import_lignes t join import_magasins m on m.n = t.magasin
  where t.magasin is not null and m.connu;
  analyze import_tickets;

  -- Looked up by key, receipt by receipt: a join would read the index of the store, or of all, as long as the history is.
  insert into import_cibles (n, mag, caisse, numero, date_vente, jour, fuseau, avec_heure, client, vente_id)
  select t.*, (select v.id from ventes v where v.magasin_id = t.mag and v.caisse = t.caisse and v.numero = t.numero)
  from (
    select min(n), mag, caisse, numero, min(date_vente), (min(date_vente) at time zone min(fuseau))::date, min(fuseau),
      bool_and(avec_heure), min(client)
    from import_tickets where numero is not null group by mag, caisse, numero order by min(date_vente), min(n)
  ) t;
  insert into import_cibles (n, mag, caisse, date_vente, jour, fuseau, avec_heure, client)
  select n, mag, caisse, date_vente, (date_vente at time zone fuseau)::date, fuseau, avec_heure, client
  from import_tickets where numero is null order by date_vente, n;
  analyze import_cibles;

  insert into import_liens (n, c, g, jour)
  select t.n, c.c, c.c, c.jour from import_tickets t join import_cibles c using (mag, caisse, numero);
  insert into import_liens (n, c, g, jour)
  select n, c, min(c) over (partition by mag, caisse, date_vente), jour from import_cibles where numero is null;
  analyze import_liens;
`;

/**
 * Rows with everything known about them. Where price and amount disagree by more than a rounding (a discount, a price without
 * tax), the amount is what was paid and the price follows from it.
 */
function viewOfRows(tax: Reading['tax']): string {
  const price = `case when l.montant is null or (l.prix is not null and abs(l.quantite * l.prix - l.montant) <= 0.01)
      then l.prix else round(l.montant / l.quantite, 6) end`;
  const amount = 'coalesce(l.montant, round(l.quantite * l.prix, 4))';
  const rate = 'coalesce(p.taux, taux_tva_le(p.categorie_id, t.jour))';
  const inTtc = (value: string, scale: number) =>
    tax === 'ttc' ? value : `round((${value}) * (1 + ${rate}), ${scale})`;
  return `
    create temporary view import_vue as
    select l.ligne, l.rang, t.c, t.g, l.produit, p.produit_id, l.quantite, ${inTtc(price, 6)} as prix, ${inTtc(amount, 4)} as montant,
      ${rate} as taux, p.prix_achat
    from import_lignes l join import_liens t on t.n = l.ticket left join import_produits p on p.n = l.produit`;
}

/** Rows nobody has spoken for yet. */
const STILL_OPEN = stillOpen({ refused: true, duplicates: true });

/** The same, without asking where nothing was found. */
export function stillOpen(found: { refused: boolean; duplicates: boolean }): string {
  const refused = 'not exists (select from import_rejets r where r.ligne = v.ligne)';
  const duplicate = 'not exists (select from import_doublons d where d.ligne = v.ligne)';
  return [...(found.refused ? [refused] : []), ...(found.duplicates ? [duplicate] : []), 'true'].join(' and ');
}

const REPEATED_NUMBERS = `
  create temporary table import_repetees on commit drop as
  select ligne, (produit, quantite, prix, montant) = (produit_1, quantite_1, prix_1, montant_1) as pareille
  from (
    select v.ligne, v.produit, v.quantite, v.prix, v.montant, row_number() over un as k, first_value(v.produit) over un as produit_1,
      first_value(v.quantite) over un as quantite_1, first_value(v.prix) over un as prix_1, first_value(v.montant) over un as montant_1
    from import_vue v where v.rang is not null and ${STILL_OPEN}
    window un as (partition by v.g, v.rang order by v.ligne)
  ) t where k > 1;
  insert into import_doublons (ligne) select ligne from import_repetees where pareille;
  insert into import_rejets (ligne, colonne, motif) select ligne, 'line', 'line_conflict' from import_repetees where not pareille;
`;

const STORED_LINES = `
  insert into import_base (g, id, produit_id, quantite, prix, numero)
  select c.c, x.id, x.produit_id, x.quantite, x.prix_unitaire, x.numero
  from import_cibles c join lignes_ventes x on x.vente_id = c.vente_id;
  insert into import_base (g, id, produit_id, quantite, prix, numero)
  select u.g, x.id, x.produit_id, x.quantite, x.prix_unitaire, x.numero
  from (
    select distinct l.g, c.mag, c.caisse, c.date_vente from import_liens l join import_cibles c on c.c = l.c
    where c.numero is null and c.mag > 0
  ) u
  join ventes v on v.magasin_id = u.mag and v.date_vente = u.date_vente and v.caisse = u.caisse and v.numero is null
  join lignes_ventes x on x.vente_id = v.id;
`;

const STORED_BY_NUMBER = `
  create temporary table import_numerotees on commit drop as
  select v.ligne, b.id, (v.produit_id, v.quantite, v.prix) = (b.produit_id, b.quantite, b.prix) as pareille
  from import_vue v join import_base b on b.g = v.g and b.numero = v.rang
  where ${STILL_OPEN};
  insert into import_doublons (ligne, id) select ligne, id from import_numerotees where pareille on conflict do nothing;
  insert into import_rejets (ligne, colonne, motif)
  select v.ligne, 'line', 'line_conflict' from import_numerotees v where pareille is not true and ${STILL_OPEN} on conflict do nothing;
`;

/** A row with a number of its own is only compared with lines that have none. */
const storedByContent = (numbered: boolean) => `
  insert into import_doublons (ligne, id)
  select f.ligne, b.id
  from (
    select v.ligne, v.g, v.produit_id, v.quantite, v.prix,
      row_number() over (partition by v.g, v.produit_id, v.quantite, v.prix order by v.ligne) as k
    from import_vue v join (select distinct g from import_base) e on e.g = v.g
    where v.produit_id is not null and ${STILL_OPEN}
  ) f
  join (
    select b.id, b.g, b.produit_id, b.quantite, b.prix,
      row_number() over (partition by b.g, b.produit_id, b.quantite, b.prix order by b.id) as k
    from import_base b where not exists (select from import_doublons d where d.id = b.id) ${numbered ? 'and b.numero is null' : ''}
  ) b on b.g = f.g and b.produit_id = f.produit_id and b.quantite = f.quantite and b.prix = f.prix and b.k = f.k;
`;
