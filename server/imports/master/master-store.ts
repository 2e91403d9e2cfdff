import type { MasterImport, MasterKind } from '../../../shared/api/master-imports.ts';
import type { Queryable } from '../../postgres/pool.ts';
import type { Change } from './compare.ts';
import type { Row } from './spec.ts';

export interface NewMasterImport {
  kind: MasterKind;
  fileName: string;
  size: number;
  createdBy: string;
  author: string;
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
}

/** What an import did to one row, as it was recorded. */
export interface RecordedChange {
  line: number;
  key: string;
  before: Row | null;
  after: Row;
}

const PAGE = 20;
const BATCH = 1_000;
const CHANGE = 'l.ligne as line, l.cle as key, l.avant as before, l.apres as after';
const COLUMNS = `id, rang, nature, fichier, taille, cree_le, cree_par, auteur, lignes, creees, modifiees, inchangees, refusees,
  annule_le, annule_par`;

interface ImportRow {
  id: string;
  rang: number;
  nature: MasterKind;
  fichier: string;
  taille: number;
  cree_le: Date;
  cree_par: string;
  auteur: string;
  lignes: number;
  creees: number;
  modifiees: number;
  inchangees: number;
  refusees: number;
  annule_le: Date | null;
  annule_par: string | null;
}

export async function insertMasterImport(
  db: Queryable,
  given: NewMasterImport,
  changes: readonly Change[],
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into imports_referentiel (nature, fichier, taille, cree_par, auteur, lignes, creees, modifiees, inchangees, refusees)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      given.kind,
      given.fileName,
      given.size,
      given.createdBy,
      given.author,
      given.rows,
      given.created,
      given.changed,
      given.unchanged,
      given.refused,
    ],
  );
  const id = rows[0]?.id ?? '';
  for (let from = 0; from < changes.length; from += BATCH) {
    const batch = changes.slice(from, from + BATCH);
    await db.query(
      `insert into imports_referentiel_lignes (import_id, ligne, cle, avant, apres)
       select $1, n.* from unnest($2::integer[], $3::text[], $4::jsonb[], $5::jsonb[]) n`,
      [
        id,
        batch.map(({ line }) => line),
        batch.map(({ key }) => key),
        batch.map(({ before }) => before && JSON.stringify(before)),
        batch.map(({ after }) => JSON.stringify(after)),
      ],
    );
  }
  return id;
}

export async function findMasterImport(db: Queryable, id: string): Promise<MasterImport | undefined> {
  const { rows } = await db.query<ImportRow>(`select ${COLUMNS} from imports_referentiel where id = $1`, [id]);
  return rows[0] && toApi(rows[0]);
}

/** Newest first, those that came before `before`. */
export async function listMasterImports(
  db: Queryable,
  before: number | undefined,
): Promise<{ items: MasterImport[]; next?: string }> {
  const { rows } = await db.query<ImportRow>(
    `select ${COLUMNS} from imports_referentiel where rang < coalesce($1, 2147483647) order by rang desc limit ${PAGE + 1}`,
    [before ?? null],
  );
  const last = rows[PAGE - 1];
  return { items: rows.slice(0, PAGE).map(toApi), ...(rows.length > PAGE && last ? { next: String(last.rang) } : {}) };
}

/** The first changes of an import in the order of its file. */
export async function readFirstChanges(db: Queryable, id: string, limit: number): Promise<RecordedChange[]> {
  const { rows } = await db.query<RecordedChange>(
    `select ${CHANGE} from imports_referentiel_lignes l where l.import_id = $1 order by l.ligne limit $2`,
    [id, limit],
  );
  return rows;
}

/** All changes of an import by key, page by page. */
export async function readChanges(db: Queryable, id: string): Promise<RecordedChange[]> {
  const changes: RecordedChange[] = [];
  for (;;) {
    const { rows } = await db.query<RecordedChange>(
      `select ${CHANGE} from imports_referentiel_lignes l where l.import_id = $1 and ($2::text is null or l.cle > $2)
       order by l.cle limit ${BATCH}`,
      [id, changes.at(-1)?.key ?? null],
    );
    changes.push(...rows);
    if (rows.length < BATCH) return changes;
  }
}

/** What later imports, not undone, did to rows of these keys. */
export async function readLaterChanges(db: Queryable, id: string, keys: readonly string[]): Promise<RecordedChange[]> {
  const changes: RecordedChange[] = [];
  for (let from = 0; from < keys.length; from += BATCH) {
    const { rows } = await db.query<RecordedChange>(
      `select ${CHANGE} from imports_referentiel moi
       join imports_referentiel i on i.nature = moi.nature and i.rang > moi.rang and i.annule_le is null
       join imports_referentiel_lignes l on l.import_id = i.id
       where moi.id = $1 and l.cle = any ($2)`,
      [id, keys.slice(from, from + BATCH)],
    );
    changes.push(...rows);
  }
  return changes;
}

/** False where it was undone already. */
export async function markReverted(db: Queryable, id: string, by: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update imports_referentiel set annule_le = $2, annule_par = $3 where id = $1 and annule_le is null',
    [id, at, by],
  );
  return rowCount === 1;
}

function toApi(row: ImportRow): MasterImport {
  return {
    id: row.id,
    kind: row.nature,
    fileName: row.fichier,
    fileSize: row.taille,
    createdAt: row.cree_le.toISOString(),
    createdBy: row.cree_par,
    author: row.auteur,
    rows: row.lignes,
    created: row.creees,
    changed: row.modifiees,
    unchanged: row.inchangees,
    refused: row.refusees,
    ...(row.annule_le ? { revertedAt: row.annule_le.toISOString() } : {}),
    ...(row.annule_par === null ? {} : { revertedBy: row.annule_par }),
  };
}
