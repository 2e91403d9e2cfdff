-- Imports of sales files. Staging lives in temporary tables of the importing connection: whatever kills it, nothing is left behind.

create table imports (
  id uuid primary key default gen_random_uuid(),
  -- Order of arrival, and the key of the lock an import holds while it runs.
  rang integer generated always as identity unique,
  fichier text not null check (length(fichier) between 1 and 200),
  taille bigint not null check (taille >= 0),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  statut text not null default 'queued' check (statut in (
    'queued', 'reading', 'needs_mapping', 'checking', 'checked', 'committing', 'done', 'failed', 'cancelled', 'reverted')),
  a_blanc boolean not null default false,
  cree_le timestamptz not null default now(),
  cree_par text not null,
  auteur text not null,
  fini_le timestamptz,
  correspondance jsonb not null default '{}',
  compris jsonb,
  questions jsonb,
  effet jsonb,
  motifs jsonb,
  magasins_inconnus jsonb,
  echec jsonb,
  lignes integer not null default 0 check (lignes >= 0),
  acceptees integer not null default 0 check (acceptees >= 0),
  refusees integer not null default 0 check (refusees >= 0),
  doublons integer not null default 0 check (doublons >= 0),
  progression real not null default 0 check (progression between 0 and 1),
  unites numeric(20, 3) not null default 0,
  montant numeric(20, 4) not null default 0,
  -- Asks the server that runs it, whichever it is, to stop.
  annulation boolean not null default false,
  check (statut not in ('checked', 'committing', 'done', 'reverted') or lignes = acceptees + refusees + doublons)
);
create index imports_en_cours on imports (rang) where statut in ('queued', 'reading', 'needs_mapping', 'checking', 'checked', 'committing');
comment on column imports.a_blanc is 'dry run: stops once checked';
comment on column imports.empreinte is 'SHA-256 of the file as it came';
comment on column imports.correspondance is 'what the user said about the columns; the rest is guessed';
comment on column imports.montant is '€ TTC of the accepted rows';

-- Which lines an import brought, as sets of ranges: a file of half a million lines is one range, and set operators tell
-- which lines no other import brought. Lines that were there before any import belong to nobody here and are never removed.
create table imports_portees (
  import_id uuid primary key references imports on delete cascade,
  lignes_apportees int8multirange not null,
  lignes_reconnues int8multirange not null,
  tickets_apportes int8multirange not null
);
comment on column imports_portees.lignes_apportees is 'lignes_ventes.id inserted by this import';
comment on column imports_portees.lignes_reconnues is 'lignes_ventes.id of lines it brought that were there already';
comment on column imports_portees.tickets_apportes is 'ventes.id inserted by this import';

create table imports_refus (
  import_id uuid not null references imports on delete cascade,
  ligne integer not null,
  colonne text not null,
  motif text not null,
  texte text not null
);
create index imports_refus_import on imports_refus (import_id, ligne);
