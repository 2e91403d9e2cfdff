import type pg from 'pg';

/** A national chain: 13 regions, 500 stores, 20 categories, one receipt for each store and month of the last two years. */
export async function fillNationalCompany(client: pg.Client): Promise<void> {
  await client.query(`
    insert into regions (code, nom) select 'R' || to_char(n, 'FM00'), 'Région ' || n from generate_series(1, 13) n;
    insert into magasins (code, region_id, nom, objectif_ca, ouvert_le)
      select 'M' || to_char(n, 'FM000'), 1 + n % 13, 'Magasin ' || n, 1000000, '2020-01-01' from generate_series(1, 500) n;
    insert into categories (code, nom) select 'C' || to_char(n, 'FM00'), 'Rayon ' || n from generate_series(1, 20) n;
    insert into taux_tva (categorie_id, taux) select n, 0.2 from generate_series(1, 20) n;
    insert into produits (categorie_id, sku, nom, prix_achat, prix_vente)
      select n, 'P' || n, 'Produit ' || n, 3 + n, 8 + 2 * n from generate_series(1, 20) n;
    insert into charges select m.id, mois, 'loyer', 4000 from magasins m,
      generate_series(date_trunc('month', now()) - interval '24 months', date_trunc('month', now()), '1 month') mois`);
  // History that no tile shows: without triggers it takes a second instead of a minute.
  await client.query(`
    begin;
    set local session_replication_role = replica;
    insert into ventes (magasin_id, date_vente, montant_ttc)
      select m.id, mois + interval '14 days 10 hours', 0 from magasins m,
        generate_series(date_trunc('month', now()) - interval '24 months', date_trunc('month', now()), '1 month') mois;
    insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat)
      select v.id, p.id, q.n, p.prix_vente, q.n * p.prix_vente, 0.2, p.prix_achat from ventes v, produits p,
        lateral (select 50 + (v.id * 7 + p.id * 13) % 200 as n) q;
    commit;
    refresh materialized view mv_ca_categorie_mensuel;
    analyze`);
}
