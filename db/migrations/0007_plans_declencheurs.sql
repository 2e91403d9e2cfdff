-- A connection keeps the plan of a trigger function it made when the tables were small, and would then scan them whole for ever.
-- What these functions look up is always by key, for as many rows as the statement has: nested loops over indexes, whatever the size.
alter function lignes_ventes_inserees() set enable_seqscan = off;
alter function lignes_ventes_inserees() set enable_hashjoin = off;
alter function lignes_ventes_inserees() set enable_mergejoin = off;
alter function lignes_ventes_supprimees() set enable_seqscan = off;
alter function lignes_ventes_supprimees() set enable_hashjoin = off;
alter function lignes_ventes_supprimees() set enable_mergejoin = off;
alter function lignes_ventes_modifiees() set enable_seqscan = off;
alter function lignes_ventes_modifiees() set enable_hashjoin = off;
alter function lignes_ventes_modifiees() set enable_mergejoin = off;
alter function ventes_deplacees() set enable_seqscan = off;
alter function ventes_deplacees() set enable_hashjoin = off;
alter function ventes_deplacees() set enable_mergejoin = off;
