-- Compaction: at idle the server rebuilds the document of a sheet from the entries that still matter, in a new epoch. The rows of
-- the epochs before stay: they are the history.
alter table scenario_feuilles add column reglee_avant bigint not null default 0;
comment on column scenario_feuilles.reglee_avant is 'entries stamped before (ms × 1000 + counter) have settled: no new one is taken';

alter table journal add column repris boolean not null default false;
comment on column journal.repris is 'carried over from the epoch before, where the history finds it';
