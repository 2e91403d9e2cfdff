-- Where files of sales come from: how a source is read is kept once one of its files was imported.
create table imports_correspondances (
  id uuid primary key default gen_random_uuid(),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  separateur text not null,
  entetes jsonb not null,
  correspondance jsonb not null,
  fichier text not null,
  auteur text not null,
  lu_le timestamptz not null,
  import_id uuid references imports on delete set null,
  unique (empreinte, separateur)
);
create index imports_correspondances_import on imports_correspondances (import_id);
comment on column imports_correspondances.empreinte is 'SHA-256 of the headers, folded, in their order';
comment on column imports_correspondances.fichier is 'the file last read so, when (lu_le), by whom (auteur) and in which import';

alter table imports add column duree real not null default 0 check (duree >= 0);
comment on column imports.duree is 'seconds a server was at work on it, over all its runs';
