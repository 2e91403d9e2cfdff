-- Appends to the sheets that are open, in this epoch and not ahead of their author; says of each open one whether it did. The
-- primary key refuses a seq that another server takes at the same time. A sheet's row is locked against a change of state until
-- the commit, so that nothing lands in a sheet after it was submitted. Sheets and rows come in one order everywhere: two servers
-- may wait for each other, never in a circle.
-- One plan for all calls: planning this anew for each edit takes as long as running it.
create function journal_ajouter(
  documents integer[], epoques integer[], apres integer[],
  feuilles integer[], seqs integer[], contenus bytea[], ids_clients bigint[], auteurs uuid[]
) returns table (document integer, ecrit boolean)
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
begin
  return query
  with ouvertes as materialized (
    select f.id, f.epoque from scenario_feuilles f
    where f.id = any(documents) and (f.etat = 'draft' or f.feuille = 'commons')
    order by f.id for key share
  ), lots as materialized (
    select l.feuille_id, l.epoque, not exists (
      select from journal j where j.feuille_id = l.feuille_id and j.epoque = l.epoque and j.seq > l.dernier) as a_jour
    from unnest(documents, epoques, apres) as l (feuille_id, epoque, dernier)
    join ouvertes o on o.id = l.feuille_id and o.epoque = l.epoque
  ), ajoutees as (
    insert into journal (feuille_id, epoque, seq, octets, client, utilisateur_id)
    select n.feuille_id, l.epoque, n.seq, n.octets, n.client, n.utilisateur_id
    from unnest(feuilles, seqs, contenus, ids_clients, auteurs) as n (feuille_id, seq, octets, client, utilisateur_id)
    join lots l on l.feuille_id = n.feuille_id and l.a_jour
    order by n.feuille_id, n.seq
  )
  select l.feuille_id, l.a_jour from lots l;
end
$$;
