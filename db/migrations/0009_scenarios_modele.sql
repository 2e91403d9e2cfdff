-- What a scenario is computed from may change while it lives: months end, sales are corrected, a store is added.
alter table scenarios
  add column reel text references scenario_bases,
  add column reel_lu_le timestamptz,
  add column revision integer not null default 1 check (revision > 0),
  add column profils jsonb not null default '[]',
  add column ecartes jsonb not null default '[]';
comment on column scenarios.reel is 'actuals of months [1, mois_clos], beside the base; null: no month is closed';
comment on column scenarios.reel_lu_le is 'when the sales were read: older readings do not replace newer ones';
comment on column scenarios.revision is 'grows with every change of hierarchie, base, reel or mois_clos';
comment on column scenarios.profils is 'stores without history, and what they started from';
comment on column scenarios.ecartes is 'leaves of net returns, which start at 0';
comment on column scenarios.mois_clos is 'months [1, mois_clos] are those of reel, read-only';

update scenarios set reel = base where mois_clos > 0;
alter table scenarios add constraint scenarios_reel_check check (mois_clos = 0 or reel is not null);
