-- Accounts. A role says what, a scope says where.

create table utilisateurs (
  id uuid primary key default gen_random_uuid(),
  courriel text not null check (length(courriel) between 3 and 320 and courriel = lower(courriel)),
  nom text not null check (length(nom) between 1 and 200),
  mot_de_passe text not null,
  role text not null check (role in ('director', 'analyst', 'manager', 'reader')),
  region_id integer references regions,
  actif boolean not null default true,
  cree_le timestamptz not null default now(),
  unique (courriel),
  check (role <> 'manager' or region_id is not null),
  check (role in ('manager', 'reader') or region_id is null)
);
comment on column utilisateurs.mot_de_passe is 'argon2id, PHC string';

-- id is the SHA-256 of the token in hexadecimal: nothing stored here works as a cookie.
create table sessions (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  utilisateur_id uuid not null references utilisateurs on delete cascade,
  expire_le timestamptz not null,
  cree_le timestamptz not null default now()
);
create index sessions_utilisateur on sessions (utilisateur_id);
create index sessions_expire on sessions (expire_le);

-- Machine clients.
create table cles_api (
  client_id text primary key check (client_id ~ '^[a-z0-9][a-z0-9-]{2,63}$'),
  secret text not null,
  portees text[] not null check (portees <@ array['sales', 'imports', 'read']),
  actif boolean not null default true,
  cree_le timestamptz not null default now()
);
comment on column cles_api.secret is 'argon2id, PHC string';

create table audit (
  id bigint generated always as identity primary key,
  le timestamptz not null default now(),
  acteur text not null,
  action text not null,
  objet text not null default '',
  details jsonb not null default '{}'
);
create index audit_le on audit (le);

-- Values the installation makes once and keeps, such as the signing key of its access tokens.
create table reglages (
  cle text primary key,
  valeur text not null
);
