import type { Connection } from '../connection.ts';

/**
 * Takes away the lines that only this import brought, then the receipts imports made that have no lines left. Runs inside
 * the caller's transaction. Lines that were there before any import stay, as do products, categories and stores.
 */
export async function removeRows(client: Connection, importId: string): Promise<void> {
  await client.query(
    `create temporary table import_retirees on commit drop as
     with les_miennes as (
       select lignes_apportees as apportees, lignes_reconnues as reconnues from imports_portees where import_id = $1
     ), des_autres as (
       select coalesce(range_agg(p.lignes_apportees + p.lignes_reconnues), '{}') as ids
       from imports_portees p join imports i on i.id = p.import_id
       where i.statut = 'done' and i.id <> $1
     ), d_imports as (
       select coalesce(range_agg(lignes_apportees), '{}') as ids from imports_portees
     )
     select lower(r) as de, upper(r) as a
     from les_miennes m, des_autres a, d_imports d, unnest((m.apportees + (m.reconnues * d.ids)) - a.ids) r`,
    [importId],
  );
  await client.query(`
    analyze import_retirees;
    create temporary table import_tickets_touches (vente_id bigint) on commit drop;
    with parties as (
      delete from lignes_ventes l using import_retirees r where l.id >= r.de and l.id < r.a returning l.vente_id
    )
    insert into import_tickets_touches select distinct vente_id from parties;
    analyze import_tickets_touches;

    create temporary table import_tickets_vides on commit drop as
    select t.vente_id
    from import_tickets_touches t
    where not exists (select from lignes_ventes l where l.vente_id = t.vente_id)
      and t.vente_id <@ (select coalesce(range_agg(tickets_apportes), '{}') from imports_portees);
    analyze import_tickets_vides;
    delete from ventes v using import_tickets_vides t where v.id = t.vente_id;

    update ventes v set montant_ttc = coalesce(s.montant, 0)
    from import_tickets_touches t
    left join lateral (select sum(l.montant_ttc) as montant from lignes_ventes l where l.vente_id = t.vente_id) s on true
    where v.id = t.vente_id and v.montant_ttc is distinct from coalesce(s.montant, 0);
  `);
}
