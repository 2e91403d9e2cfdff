-- Whoever opens or closes a day, an owner at psql too, leaves a row in the audit log: it is written here and nowhere else.
-- The application says who asked (`set_config('epm.auteur', …, true)`); else it is the user of the database.

create function journees_consigner_une(
  le_magasin integer, le_jour date, avant text, apres text, rouverte boolean, raison text) returns void
language plpgsql
as $$
declare
  auteur text := nullif(current_setting('epm.auteur', true), '');
  faits jsonb := '{}';
begin
  if avant = apres then return; end if;
  -- The application marks days before it closes them and takes the mark back where that failed: nothing has come of it.
  if auteur is not null and (apres = 'closing' or (avant = 'closing' and apres = 'open' and not rouverte)) then return; end if;

  if apres = 'closed' then
    faits := jsonb_build_object(
      'revenue', (select coalesce(sum(v.ca_ttc), 0) from ventes_par_heure v where v.magasin_id = le_magasin and v.jour = le_jour),
      'tillRevenue', (select sum(z.montant_ttc) from z_caisse z where z.magasin_id = le_magasin and z.jour = le_jour));
  elsif apres = 'open' and raison is not null and (auteur is not null or rouverte) then
    faits := jsonb_build_object('reason', raison);
  end if;
  if auteur is null then
    faits := faits || jsonb_build_object('databaseUser', session_user, 'application', current_setting('application_name'));
  end if;
  insert into audit (acteur, action, objet, details)
  select coalesce(auteur, 'sql:' || session_user),
    case when apres = 'closed' then 'day.close' when apres = 'closing' then 'day.closing' when avant = 'closing' and raison is null then 'day.cancel'
      else 'day.reopen' end,
    'day:' || m.code || ':' || to_char(le_jour, 'YYYY-MM-DD'), faits
  from magasins m where m.id = le_magasin;
end
$$;

create function journees_consigner() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    perform journees_consigner_une(magasin_id, jour, 'open', etat, false, motif) from nouvelles;
  elsif tg_op = 'DELETE' then
    perform journees_consigner_une(magasin_id, jour, etat, 'open', false, null) from anciennes;
  else
    -- A row may be moved to another day: one is open then, and the other what the row says.
    perform journees_consigner_une(coalesce(n.magasin_id, a.magasin_id), coalesce(n.jour, a.jour), coalesce(a.etat, 'open'), coalesce(n.etat, 'open'),
      n.rouverte_le is distinct from a.rouverte_le, n.motif)
    from nouvelles n full join anciennes a on a.magasin_id = n.magasin_id and a.jour = n.jour;
  end if;
  return null;
end
$$;

create function journees_consigner_vidage() returns trigger
language plpgsql
as $$
begin
  perform journees_consigner_une(magasin_id, jour, etat, 'open', false, null) from journees;
  return null;
end
$$;

create trigger journees_ajout_consigne after insert on journees
referencing new table as nouvelles for each statement execute function journees_consigner();
create trigger journees_retrait_consigne after delete on journees
referencing old table as anciennes for each statement execute function journees_consigner();
create trigger journees_changement_consigne after update on journees
referencing old table as anciennes new table as nouvelles for each statement execute function journees_consigner();
create trigger journees_vidage_consigne before truncate on journees for each statement execute function journees_consigner_vidage();

-- A Z that was wrong may be replaced or removed while its day is open. What it was stays here: a till that sends it again has
-- no news.
create table z_corrections (
  id bigint generated always as identity primary key,
  magasin_id integer not null references magasins,
  jour date not null,
  caisse text not null,
  numero text not null,
  montant_avant numeric(14, 2) not null,
  tickets_avant integer,
  montant_apres numeric(14, 2),
  tickets_apres integer,
  motif text not null check (length(motif) between 1 and 500),
  corrige_le timestamptz not null,
  corrige_par text not null
);
create index z_corrections_jour on z_corrections (magasin_id, jour, caisse, numero);
comment on column z_corrections.montant_apres is 'null: it was removed';

-- Asked for every few seconds, and mostly empty.
create index journees_a_finir on journees (magasin_id, jour) where etat = 'closing';
