-- Alerts against the plan: a scope whose revenue falls below a share of its objective of this hour.

create table alertes (
  id uuid primary key default gen_random_uuid(),
  nom text not null check (length(nom) between 1 and 120),
  perimetre text not null check (length(perimetre) <= 60),
  seuil numeric(5, 4) not null check (seuil > 0 and seuil <= 2),
  debut time not null,
  silence interval not null check (silence between interval '5 minutes' and interval '24 hours'),
  webhook text check (length(webhook) between 1 and 500),
  secret text,
  cree_par uuid references utilisateurs on delete set null,
  cree_le timestamptz not null default now(),
  check ((webhook is null) = (secret is null))
);
comment on column alertes.perimetre is 'scope: company, region:<code> or store:<code>';
comment on column alertes.seuil is 'share of the objective of this hour below which it rings';
comment on column alertes.debut is 'not earlier in the day: the first receipts say little';
comment on column alertes.silence is 'quiet period: the next signal comes no earlier after one';
comment on column alertes.secret is 'signs what is sent to the webhook';

create table alertes_signaux (
  id bigint generated always as identity primary key,
  alerte_id uuid not null references alertes on delete cascade,
  jour date not null,
  sonne_le timestamptz not null,
  fini_le timestamptz check (fini_le >= sonne_le),
  ca_ttc numeric(16, 2) not null,
  objectif numeric(16, 2) not null,
  -- Of the webhook; null: there is none.
  envoi text check (envoi in ('a_envoyer', 'envoye', 'abandonne')),
  essais integer not null default 0,
  prochain_essai timestamptz,
  reponse text
);
-- One at a time is open.
create unique index alertes_signaux_ouverts on alertes_signaux (alerte_id) where fini_le is null;
create index alertes_signaux_derniers on alertes_signaux (alerte_id, sonne_le desc);
create index alertes_signaux_a_envoyer on alertes_signaux (prochain_essai) where envoi = 'a_envoyer';
comment on column alertes_signaux.reponse is 'what the last attempt was answered: a status or a kind of failure, never content';
