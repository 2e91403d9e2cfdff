-- The till's own total of a day (Z), and days that are closed: nothing is added to them, changed or taken away, whoever asks.

create table z_caisse (
  id bigint generated always as identity primary key,
  magasin_id integer not null references magasins,
  jour date not null,
  caisse text not null default '' check (length(caisse) <= 40),
  numero text not null check (length(numero) between 1 and 40),
  montant_ttc numeric(14, 2) not null,
  tickets integer check (tickets >= 0),
  recu_le timestamptz not null default now(),
  recu_par text not null,
  unique (magasin_id, jour, caisse, numero)
);
create index z_caisse_jour on z_caisse (jour);
comment on table z_caisse is 'totals as the tills printed them at their closings; a day may have several per till';
comment on column z_caisse.jour is 'business day, local to the store';
comment on column z_caisse.tickets is 'null: the till did not say';

-- A day without a row is open.
create table journees (
  magasin_id integer not null references magasins,
  jour date not null,
  etat text not null default 'open' check (etat in ('open', 'closing', 'closed')),
  cloturee_le timestamptz,
  cloturee_par text,
  rouverte_le timestamptz,
  rouverte_par text,
  motif text check (length(motif) between 1 and 500),
  primary key (magasin_id, jour)
);
comment on column journees.etat is 'closing: already refuses like closed, while sales that began before come to their end';
comment on column journees.motif is 'why it was opened again, the last time';

-- Raises JC001 where one of these days is not open; the detail is JSON, [{store, day}], at most 200 of them.
-- Each statement of a read committed transaction sees the closings committed before it. A transaction that keeps one snapshot would
-- not: it writes the days down itself, which PostgreSQL refuses as 40001 when they have changed since.
create function journees_exiger_ouvertes(magasins_touches integer[], jours_touches date[]) returns void
language plpgsql
as $$
declare
  fermees jsonb;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    insert into journees (magasin_id, jour)
    select distinct t.magasin_id, t.jour from unnest(magasins_touches, jours_touches) t (magasin_id, jour) order by 1, 2
    on conflict (magasin_id, jour) do update set etat = journees.etat;
  end if;

  select jsonb_agg(f) into fermees from (
    select distinct m.code as store, t.jour as day
    from unnest(magasins_touches, jours_touches) t (magasin_id, jour)
    join journees j on j.magasin_id = t.magasin_id and j.jour = t.jour
    join magasins m on m.id = t.magasin_id
    where j.etat <> 'open' order by t.jour, m.code limit 200) f;
  if fermees is null then return; end if;
  raise exception 'day_closed: store %, % is closed', fermees -> 0 ->> 'store', fermees -> 0 ->> 'day'
    using errcode = 'JC001', detail = fermees::text,
      hint = 'A correction is a new receipt of a later day. A director may open a closed day again.';
end
$$;

-- The triggers ask one question by key for each row, whatever the size of the tables, and all the rest only where that is in doubt:
-- they are on the way of every sale. "offset 0" keeps the planner from reading the closed days as a whole.

create function ventes_ajout_ouvert() returns trigger
language plpgsql
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' or exists (
    select from nouvelles v join magasins m on m.id = v.magasin_id
    where exists (
      select from journees j where j.magasin_id = v.magasin_id and j.jour = (v.date_vente at time zone m.fuseau)::date and j.etat <> 'open' offset 0))
  then
    perform journees_exiger_ouvertes(array_agg(d.magasin_id), array_agg(d.jour)) from (
      select distinct v.magasin_id, (v.date_vente at time zone m.fuseau)::date as jour
      from nouvelles v join magasins m on m.id = v.magasin_id) d;
  end if;
  return null;
end
$$;

create function ventes_retrait_ouvert() returns trigger
language plpgsql
as $$
begin
  perform journees_exiger_ouvertes(array_agg(d.magasin_id), array_agg(d.jour)) from (
    select distinct v.magasin_id, (v.date_vente at time zone m.fuseau)::date as jour
    from anciennes v join magasins m on m.id = v.magasin_id) d;
  return null;
end
$$;

-- Whose receipt it was is no till data: a customer may ask to be forgotten.
create function ventes_changement_ouvert() returns trigger
language plpgsql
as $$
begin
  perform journees_exiger_ouvertes(array_agg(d.magasin_id), array_agg(d.jour)) from (
    select distinct t.magasin_id, (t.date_vente at time zone m.fuseau)::date as jour
    from (
      (select id, magasin_id, date_vente, montant_ttc, caisse, numero from anciennes
        except select id, magasin_id, date_vente, montant_ttc, caisse, numero from nouvelles)
      union all
      (select id, magasin_id, date_vente, montant_ttc, caisse, numero from nouvelles
        except select id, magasin_id, date_vente, montant_ttc, caisse, numero from anciennes)
    ) t join magasins m on m.id = t.magasin_id) d;
  return null;
end
$$;

-- Whatever becomes of lines is told in ventes_deltas by store and day, one row for many lines: it is judged there. A recount
-- changes no receipt, so it passes; what a change of lines tells comes from their trigger, one deeper, and does not.
create function ventes_deltas_ouvert() returns trigger
language plpgsql
as $$
begin
  if pg_trigger_depth() = 1 and current_setting('epm.recomptage', true) = 'on' then return null; end if;
  if current_setting('transaction_isolation') <> 'read committed' or exists (
    select from nouvelles d
    where exists (select from journees j where j.magasin_id = d.magasin_id and j.jour = d.jour and j.etat <> 'open' offset 0))
  then
    perform journees_exiger_ouvertes(array_agg(d.magasin_id), array_agg(d.jour)) from nouvelles d;
  end if;
  return null;
end
$$;

create function z_caisse_ajout_ouvert() returns trigger
language plpgsql
as $$
begin
  perform journees_exiger_ouvertes(array_agg(d.magasin_id), array_agg(d.jour)) from (
    select distinct magasin_id, jour from nouvelles) d;
  return null;
end
$$;

create function z_caisse_retrait_ouvert() returns trigger
language plpgsql
as $$
begin
  perform journees_exiger_ouvertes(array_agg(d.magasin_id), array_agg(d.jour)) from (
    select distinct magasin_id, jour from anciennes) d;
  return null;
end
$$;

create function z_caisse_changement_ouvert() returns trigger
language plpgsql
as $$
begin
  perform journees_exiger_ouvertes(array_agg(d.magasin_id), array_agg(d.jour)) from (
    select magasin_id, jour from anciennes union select magasin_id, jour from nouvelles) d;
  return null;
end
$$;

create function journees_exiger_aucune() returns trigger
language plpgsql
as $$
begin
  if exists (select from journees where etat <> 'open') then
    raise exception 'day_closed: there are closed days, % cannot be emptied', tg_table_name using errcode = 'JC001', detail = '[]';
  end if;
  return null;
end
$$;

create trigger ventes_ajout_ouvert after insert on ventes
referencing new table as nouvelles for each statement execute function ventes_ajout_ouvert();
create trigger ventes_retrait_ouvert after delete on ventes
referencing old table as anciennes for each statement execute function ventes_retrait_ouvert();
create trigger ventes_changement_ouvert after update on ventes
referencing old table as anciennes new table as nouvelles for each statement execute function ventes_changement_ouvert();
create trigger ventes_vidage_ouvert before truncate on ventes for each statement execute function journees_exiger_aucune();

create trigger ventes_deltas_ouvert after insert on ventes_deltas
referencing new table as nouvelles for each statement execute function ventes_deltas_ouvert();
create trigger lignes_ventes_vidage_ouvert before truncate on lignes_ventes
for each statement execute function journees_exiger_aucune();

create trigger z_caisse_ajout_ouvert after insert on z_caisse
referencing new table as nouvelles for each statement execute function z_caisse_ajout_ouvert();
create trigger z_caisse_retrait_ouvert after delete on z_caisse
referencing old table as anciennes for each statement execute function z_caisse_retrait_ouvert();
create trigger z_caisse_changement_ouvert after update on z_caisse
referencing old table as anciennes new table as nouvelles for each statement execute function z_caisse_changement_ouvert();
create trigger z_caisse_vidage_ouvert before truncate on z_caisse for each statement execute function journees_exiger_aucune();
