-- Imports of reference data: what each created and changed, row by row, so that it can be undone as a whole.
create table imports_referentiel (
  id uuid primary key default gen_random_uuid(),
  rang integer generated always as identity unique,
  nature text not null check (
    nature in ('regions', 'stores', 'categories', 'vatRates', 'products', 'objectives', 'charges', 'events')
  ),
  fichier text not null check (length(fichier) between 1 and 200),
  taille bigint not null check (taille >= 0),
  cree_le timestamptz not null default now(),
  cree_par text not null,
  auteur text not null,
  lignes integer not null,
  creees integer not null check (creees >= 0),
  modifiees integer not null check (modifiees >= 0),
  inchangees integer not null check (inchangees >= 0),
  refusees integer not null check (refusees >= 0),
  annule_le timestamptz,
  annule_par text,
  check (lignes = creees + modifiees + inchangees + refusees),
  check (creees + modifiees > 0),
  check ((annule_le is null) = (annule_par is null))
);

create table imports_referentiel_lignes (
  import_id uuid not null references imports_referentiel on delete cascade,
  ligne integer not null,
  cle text not null,
  avant jsonb,
  apres jsonb not null,
  primary key (import_id, cle)
);
create index imports_referentiel_lignes_cle on imports_referentiel_lignes (cle);
comment on column imports_referentiel_lignes.cle is 'codes and days that name the row, with | between';
comment on column imports_referentiel_lignes.avant is 'the row before, by field; null: it was created';
