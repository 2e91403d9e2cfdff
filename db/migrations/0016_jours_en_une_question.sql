-- What a sale pays for closed days (0012), made less: see docs/decisions/0025. Whatever writes to ventes_deltas asks for its days
-- itself, in the query that it has anyway where that is one, instead of a trigger of its own with a table of what was written.
-- Tables are named with their schema: without, a temporary table of the session that is called the same would be asked instead.

-- By key first, and all the rest only where a day is not open: the plan is kept, and must not become one that reads all closed days.
create or replace function journees_exiger_ouvertes(magasins_touches integer[], jours_touches date[]) returns void
language plpgsql
as $$
declare
  fermees jsonb;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    insert into public.journees (magasin_id, jour)
    select distinct t.magasin_id, t.jour from unnest(magasins_touches, jours_touches) t (magasin_id, jour) order by 1, 2
    on conflict (magasin_id, jour) do update set etat = journees.etat;
  end if;

  if not exists (
    select from unnest(magasins_touches, jours_touches) t (magasin_id, jour)
    where exists (select from public.journees j where j.magasin_id = t.magasin_id and j.jour = t.jour and j.etat <> 'open' offset 0))
  then return; end if;

  select jsonb_agg(f) into fermees from (
    select distinct m.code as store, t.jour as day
    from unnest(magasins_touches, jours_touches) t (magasin_id, jour)
    join public.journees j on j.magasin_id = t.magasin_id and j.jour = t.jour
    join public.magasins m on m.id = t.magasin_id
    where j.etat <> 'open' order by t.jour, m.code limit 200) f;
  raise exception 'day_closed: store %, % is closed', fermees -> 0 ->> 'store', fermees -> 0 ->> 'day'
    using errcode = 'JC001', detail = fermees::text,
      hint = 'A correction is a new receipt of a later day. A director may open a closed day again.';
end
$$;

-- The time zone by key for each row: as a join it became one that read all stores and hashed them.
create or replace function ventes_ajout_ouvert() returns trigger
language plpgsql
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' or exists (
    select from nouvelles v where exists (
      select from public.journees j
      where j.magasin_id = v.magasin_id and j.etat <> 'open'
        and j.jour = (v.date_vente at time zone (select m.fuseau from public.magasins m where m.id = v.magasin_id))::date offset 0))
  then
    perform public.journees_exiger_ouvertes(array_agg(d.magasin_id), array_agg(d.jour)) from (
      select distinct v.magasin_id, (v.date_vente at time zone m.fuseau)::date as jour
      from nouvelles v join public.magasins m on m.id = v.magasin_id) d;
  end if;
  return null;
end
$$;

-- A receipt made by this transaction, alone in its statement, on an open day (see 0014): one statement does it all, days included,
-- and finds no row otherwise. "offset 0" makes what is inside it a look-up by key, whatever the size of the tables was at planning.
-- That the receipt was judged when it was made does not do: one of a closed day is « of this transaction » too, once its customer
-- was forgotten. Of a transaction with one snapshot the days are written down, which the other path does.
create or replace function lignes_ventes_inserees() returns trigger
language plpgsql
as $$
declare
  fait boolean := false;
  magasins_touches integer[];
  jours_touches date[];
begin
  if current_setting('epm.ventes_par_lots', true) is distinct from 'on'
    and current_setting('transaction_isolation') = 'read committed'
  then
    insert into public.ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
    select v.magasin_id, v.local::date, date_part('hour', v.local), l.ca_ttc, l.ca_ht, l.cout, l.unites,
      (l.positives > 0 and l.positives = (
        select count(*) from public.lignes_ventes x where x.vente_id = l.premiere and x.quantite > 0))::integer
    from (
      select min(vente_id) as premiere, max(vente_id) as derniere, sum(montant_ttc) as ca_ttc, sum(montant_ht) as ca_ht,
        sum(cout) as cout, sum(quantite) as unites, count(*) filter (where quantite > 0) as positives
      from nouvelles
    ) l
    cross join lateral (
      select v.magasin_id, v.date_vente at time zone (select m.fuseau from public.magasins m where m.id = v.magasin_id) as local
      from public.ventes v
      where v.id = l.premiere and l.premiere = l.derniere and v.xmin = pg_current_xact_id()::xid offset 0) v
    where not exists (
      select from public.journees j where j.magasin_id = v.magasin_id and j.jour = v.local::date and j.etat <> 'open' offset 0);
    fait := found;
  end if;

  for essai in 1..2 loop
    exit when fait;
    if essai = 2 then
      perform 1 from public.ventes v
      where v.id in (select vente_id from nouvelles) and v.xmin <> pg_current_xact_id()::xid
      order by v.id for no key update;
    end if;
    with l as materialized (
      select v.magasin_id, v.date_vente at time zone m.fuseau as local, v.xmin = pg_current_xact_id()::xid as sien,
        n.ca_ttc, n.ca_ht, n.cout, n.unites, n.positives > 0 and n.positives = (
          select count(*) from public.lignes_ventes x where x.vente_id = n.vente_id and x.quantite > 0) as compte
      from (
        select vente_id, sum(montant_ttc) as ca_ttc, sum(montant_ht) as ca_ht, sum(cout) as cout,
          sum(quantite) as unites, count(*) filter (where quantite > 0) as positives
        from nouvelles group by vente_id
      ) n
      join public.ventes v on v.id = n.vente_id
      join public.magasins m on m.id = v.magasin_id
    ), ecrits as (
      insert into public.ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
      select magasin_id, local::date, date_part('hour', local), sum(ca_ttc), sum(ca_ht), sum(cout), sum(unites),
        count(*) filter (where compte)
      from l where essai = 2 or (select bool_and(sien) from l)
      group by 1, 2, 3
      returning magasin_id, jour
    )
    select array_agg(magasin_id), array_agg(jour) into magasins_touches, jours_touches from ecrits;
    fait := magasins_touches is not null;
  end loop;

  if magasins_touches is not null then perform public.journees_exiger_ouvertes(magasins_touches, jours_touches); end if;
  -- Asked here as well: mostly it has rung in this slot, and then a call is spared.
  if fait and floor(date_part('epoch', clock_timestamp()) * 20)::bigint is distinct from pg_sequence_last_value('public.live_sonnette') then
    perform public.sonner();
  end if;
  return null;
end
$$;

create or replace function lignes_ventes_supprimees() returns trigger
language plpgsql
as $$
declare
  magasins_touches integer[];
  jours_touches date[];
begin
  perform 1 from public.ventes v
  where v.id in (select vente_id from anciennes) and v.xmin <> pg_current_xact_id()::xid
  order by v.id for no key update;

  with ecrits as (
    insert into public.ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
    select v.magasin_id, (t.local)::date, extract(hour from t.local), -sum(l.ca_ttc), -sum(l.ca_ht), -sum(l.cout), -sum(l.unites),
      -count(*) filter (where l.positives > 0 and not exists (
        select from public.lignes_ventes x where x.vente_id = l.vente_id and x.quantite > 0))
    from (
      select vente_id, sum(montant_ttc) as ca_ttc, sum(montant_ht) as ca_ht, sum(cout) as cout,
        sum(quantite) as unites, count(*) filter (where quantite > 0) as positives
      from anciennes group by vente_id
    ) l
    join public.ventes v on v.id = l.vente_id
    join public.magasins m on m.id = v.magasin_id
    cross join lateral (select v.date_vente at time zone m.fuseau as local) t
    group by 1, 2, 3
    returning magasin_id, jour
  )
  select array_agg(magasin_id), array_agg(jour) into magasins_touches, jours_touches from ecrits;

  if magasins_touches is not null then
    perform public.journees_exiger_ouvertes(magasins_touches, jours_touches);
    perform public.sonner();
  end if;
  return null;
end
$$;

create or replace function lignes_ventes_modifiees() returns trigger
language plpgsql
as $$
declare
  magasins_touches integer[];
  jours_touches date[];
begin
  perform 1 from public.ventes v
  where v.id in (select vente_id from anciennes union select vente_id from nouvelles) and v.xmin <> pg_current_xact_id()::xid
  order by v.id for no key update;

  with ecrits as (
    insert into public.ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
    select v.magasin_id, (t.local)::date, extract(hour from t.local), sum(l.ca_ttc), sum(l.ca_ht), sum(l.cout), sum(l.unites),
      sum((p.positives > 0)::integer - (p.positives - l.ajoutees + l.retirees > 0)::integer)
    from (
      select vente_id, sum(signe * montant_ttc) as ca_ttc, sum(signe * montant_ht) as ca_ht,
        sum(signe * cout) as cout, sum(signe * quantite) as unites,
        count(*) filter (where signe > 0 and quantite > 0) as ajoutees,
        count(*) filter (where signe < 0 and quantite > 0) as retirees
      from (
        select 1 as signe, vente_id, montant_ttc, montant_ht, quantite, cout from nouvelles
        union all
        select -1, vente_id, montant_ttc, montant_ht, quantite, cout from anciennes
      ) s group by vente_id
    ) l
    join public.ventes v on v.id = l.vente_id
    join public.magasins m on m.id = v.magasin_id
    cross join lateral (select v.date_vente at time zone m.fuseau as local) t
    cross join lateral (
      select count(*) as positives from public.lignes_ventes x where x.vente_id = l.vente_id and x.quantite > 0) p
    group by 1, 2, 3
    returning magasin_id, jour
  )
  select array_agg(magasin_id), array_agg(jour) into magasins_touches, jours_touches from ecrits;

  if magasins_touches is not null then
    perform public.journees_exiger_ouvertes(magasins_touches, jours_touches);
    perform public.sonner();
  end if;
  return null;
end
$$;

-- ventes_deplacees needs no question: ventes_changement_ouvert has judged both days of every receipt that moves.
-- Before a table is emptied journees_exiger_aucune has looked, but with the snapshot of its transaction.
create or replace function lignes_ventes_tronquees() returns trigger
language plpgsql
as $$
declare
  magasins_touches integer[];
  jours_touches date[];
begin
  with ecrits as (
    insert into public.ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
    select magasin_id, jour, heure, -ca_ttc, -ca_ht, -cout, -unites, -tickets from public.ventes_par_heure
    where (ca_ttc, ca_ht, cout, unites, tickets) is distinct from (0, 0, 0, 0, 0)
    returning magasin_id, jour
  )
  select array_agg(magasin_id), array_agg(jour) into magasins_touches, jours_touches from ecrits;

  if magasins_touches is not null then
    perform public.journees_exiger_ouvertes(magasins_touches, jours_touches);
    perform public.sonner();
  end if;
  return null;
end
$$;

-- What is written to ventes_deltas itself, by no trigger, is judged here; a recount changes no receipt and passes.
drop trigger ventes_deltas_ouvert on ventes_deltas;
create or replace function ventes_deltas_ouvert() returns trigger
language plpgsql
as $$
begin
  if current_setting('epm.recomptage', true) is distinct from 'on' then
    perform public.journees_exiger_ouvertes(array[new.magasin_id], array[new.jour]);
  end if;
  return null;
end
$$;
create trigger ventes_deltas_ouvert after insert on ventes_deltas
for each row when (pg_trigger_depth() = 0) execute function ventes_deltas_ouvert();

-- What 0007 said of the plans of these functions, which `create or replace` forgets.
alter function lignes_ventes_inserees() set enable_seqscan = off;
alter function lignes_ventes_inserees() set enable_hashjoin = off;
alter function lignes_ventes_inserees() set enable_mergejoin = off;
alter function lignes_ventes_supprimees() set enable_seqscan = off;
alter function lignes_ventes_supprimees() set enable_hashjoin = off;
alter function lignes_ventes_supprimees() set enable_mergejoin = off;
alter function lignes_ventes_modifiees() set enable_seqscan = off;
alter function lignes_ventes_modifiees() set enable_hashjoin = off;
alter function lignes_ventes_modifiees() set enable_mergejoin = off;

-- The other functions that judge days or tell of them find no temporary table either; on the way of no sale, a setting is enough.
alter function journees_exiger_aucune() set search_path = public, pg_temp;
alter function ventes_retrait_ouvert() set search_path = public, pg_temp;
alter function ventes_changement_ouvert() set search_path = public, pg_temp;
alter function ventes_deplacees() set search_path = public, pg_temp;
alter function ventes_vider() set search_path = public, pg_temp;
alter function z_caisse_ajout_ouvert() set search_path = public, pg_temp;
alter function z_caisse_retrait_ouvert() set search_path = public, pg_temp;
alter function z_caisse_changement_ouvert() set search_path = public, pg_temp;
