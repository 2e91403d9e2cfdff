-- What a sale pays for the live aggregates, made as little as it can be: see docs/decisions/0025.

-- pg_sequence_last_value is a function call where a select from the sequence is a query; null: it never rang.
create or replace function sonner() returns void
language plpgsql
as $$
declare
  creneau bigint := floor(date_part('epoch', clock_timestamp()) * 20);
begin
  if creneau is distinct from pg_sequence_last_value('live_sonnette') then
    perform setval('live_sonnette', creneau);
    perform pg_notify('ventes', '');
  end if;
end
$$;

-- A till stores one receipt and its lines in one transaction. Nobody else sees that receipt yet, so there is nothing to lock
-- and nothing to group: one statement does it, and finds no row when the receipt is not alone or not of this transaction.
-- A writer of many receipts at a time spares that attempt with `set epm.ventes_par_lots = on`; it changes nothing else.
-- Receipts that are all of this transaction are counted without a lock; others are locked first and counted by a statement
-- that begins after that (see 0002).
create or replace function lignes_ventes_inserees() returns trigger
language plpgsql
as $$
declare
  fait boolean := false;
begin
  if current_setting('epm.ventes_par_lots', true) is distinct from 'on' then
    insert into ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
    select v.magasin_id, t.local::date, date_part('hour', t.local), l.ca_ttc, l.ca_ht, l.cout, l.unites,
      (l.positives > 0 and l.positives = (
        select count(*) from lignes_ventes x where x.vente_id = l.premiere and x.quantite > 0))::integer
    from (
      select min(vente_id) as premiere, max(vente_id) as derniere, sum(montant_ttc) as ca_ttc, sum(montant_ht) as ca_ht,
        sum(cout) as cout, sum(quantite) as unites, count(*) filter (where quantite > 0) as positives
      from nouvelles
    ) l
    join ventes v on v.id = l.premiere and l.premiere = l.derniere and v.xmin = pg_current_xact_id()::xid
    join magasins m on m.id = v.magasin_id
    cross join lateral (select v.date_vente at time zone m.fuseau as local) t;
    fait := found;
  end if;

  for essai in 1..2 loop
    exit when fait;
    if essai = 2 then
      perform 1 from ventes v
      where v.id in (select vente_id from nouvelles) and v.xmin <> pg_current_xact_id()::xid
      order by v.id for no key update;
    end if;
    with l as materialized (
      select v.magasin_id, v.date_vente at time zone m.fuseau as local, v.xmin = pg_current_xact_id()::xid as sien,
        n.ca_ttc, n.ca_ht, n.cout, n.unites, n.positives > 0 and n.positives = (
          select count(*) from lignes_ventes x where x.vente_id = n.vente_id and x.quantite > 0) as compte
      from (
        select vente_id, sum(montant_ttc) as ca_ttc, sum(montant_ht) as ca_ht, sum(cout) as cout,
          sum(quantite) as unites, count(*) filter (where quantite > 0) as positives
        from nouvelles group by vente_id
      ) n
      join ventes v on v.id = n.vente_id
      join magasins m on m.id = v.magasin_id
    )
    insert into ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
    select magasin_id, local::date, date_part('hour', local), sum(ca_ttc), sum(ca_ht), sum(cout), sum(unites),
      count(*) filter (where compte)
    from l where essai = 2 or (select bool_and(sien) from l)
    group by 1, 2, 3;
    fait := found;
  end loop;

  -- Asked here as well: mostly it has rung in this slot, and then a call is spared.
  if fait and floor(date_part('epoch', clock_timestamp()) * 20)::bigint is distinct from pg_sequence_last_value('live_sonnette') then
    perform sonner();
  end if;
  return null;
end
$$;

-- The rate in the same query as the rest: a function of SQL that is called for every row costs more than what it looks up.
create or replace function lignes_ventes_completer() returns trigger
language plpgsql
as $$
declare
  achat numeric;
  taux numeric;
begin
  if new.prix_achat is null or new.taux_tva is null then
    select p.prix_achat, (
      select t.taux from taux_tva t
      where t.categorie_id = p.categorie_id and t.debut <= (v.date_vente at time zone m.fuseau)::date
      order by t.debut desc limit 1)
    into achat, taux
    from produits p, ventes v join magasins m on m.id = v.magasin_id
    where p.id = new.produit_id and v.id = new.vente_id;
  end if;
  -- No such product or sale: the foreign keys say so after this trigger, in clearer words.
  new.montant_ttc := coalesce(new.montant_ttc, round(new.quantite * new.prix_unitaire, 4));
  new.prix_achat := coalesce(new.prix_achat, achat, 0);
  new.taux_tva := coalesce(new.taux_tva, taux, 0.2);
  return new;
end
$$;

-- What 0007 said of the plans of these functions, which `create or replace` forgets.
alter function lignes_ventes_inserees() set enable_seqscan = off;
alter function lignes_ventes_inserees() set enable_hashjoin = off;
alter function lignes_ventes_inserees() set enable_mergejoin = off;
alter function lignes_ventes_completer() set enable_seqscan = off;
