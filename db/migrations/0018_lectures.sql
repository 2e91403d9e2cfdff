-- A remembered reading has a name somebody gives it, and knows which sheet of a workbook it was chosen from which.
alter table imports_correspondances
  add column nom text check (nom <> '' and length(nom) <= 100),
  add column feuille text,
  add column feuilles jsonb;
comment on column imports_correspondances.nom is 'as somebody called it; else it goes by the last file';
comment on column imports_correspondances.feuille is 'the sheet of a workbook that was read, among those (feuilles, sorted) that could be';
