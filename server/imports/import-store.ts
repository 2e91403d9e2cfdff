import type {
  Import,
  ImportGroup,
  ImportMapping,
  ImportQuestion,
  ImportStatus,
  ImportUnderstood,
} from '../../shared/api/imports.ts';
import type { Queryable } from '../postgres/pool.ts';

/** Statuses in which a server is at work on the import and holds its lock. */
export const RUNNING: readonly ImportStatus[] = ['reading', 'checking', 'committing'];
/** Statuses in which it waits for somebody and keeps its file. */
export const WAITING: readonly ImportStatus[] = ['needs_mapping', 'checked'];

export interface ImportRow {
  id: string;
  rang: number;
  statut: ImportStatus;
  a_blanc: boolean;
  fichier: string;
  cree_par: string;
  auteur: string;
  correspondance: ImportMapping;
  compris: ImportUnderstood | null;
  progression: number;
  annulation: boolean;
}

export interface NewImport {
  id: string;
  fileName: string;
  size: number;
  sha256: string;
  dryRun: boolean;
  mapping: ImportMapping;
  createdBy: string;
  author: string;
}

/** Columns a run may set, by the names of the database; objects are stored as JSON. */
export interface ImportChanges {
  fini_le?: Date | null;
  a_blanc?: boolean;
  correspondance?: ImportMapping;
  compris?: ImportUnderstood;
  questions?: ImportQuestion[] | null;
  effet?: Import['effect'] | null;
  motifs?: Import['reasons'] | null;
  magasins_inconnus?: string[] | null;
  echec?: { code: string; message: string } | null;
  lignes?: number;
  acceptees?: number;
  refusees?: number;
  doublons?: number;
  unites?: string;
  montant?: string;
  progression?: number;
  annulation?: boolean;
}

const RUN_COLUMNS =
  'id, rang, statut, a_blanc, fichier, cree_par, auteur, correspondance, compris, progression, annulation';
const PAGE = 50;

export async function insertImport(db: Queryable, { id, ...given }: NewImport): Promise<void> {
  await db.query(
    `insert into imports (id, fichier, taille, empreinte, a_blanc, correspondance, cree_par, auteur)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, given.fileName, given.size, given.sha256, given.dryRun, given.mapping, given.createdBy, given.author],
  );
}

export async function findRow(db: Queryable, id: string): Promise<ImportRow | undefined> {
  const { rows } = await db.query<ImportRow>(`select ${RUN_COLUMNS} from imports where id = $1`, [id]);
  return rows[0];
}

export async function rowsWithStatus(db: Queryable, statuses: readonly ImportStatus[]): Promise<ImportRow[]> {
  const { rows } = await db.query<ImportRow>(
    `select ${RUN_COLUMNS} from imports where statut = any ($1) order by rang`,
    [statuses],
  );
  return rows;
}

/** Moves an import on, if it still is where the caller thinks; false when it is not. */
export async function moveImport(
  db: Queryable,
  id: string,
  from: readonly ImportStatus[],
  to: ImportStatus,
  changes: ImportChanges = {},
): Promise<boolean> {
  const entries = Object.entries(changes);
  const sets = entries.map(([column], index) => `, ${column} = $${index + 4}`).join('');
  const values = entries.map(([, value]) =>
    value !== null && typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : value,
  );
  const { rowCount } = await db.query(`update imports set statut = $3${sets} where id = $1 and statut = any ($2)`, [
    id,
    from,
    to,
    ...values,
  ]);
  return rowCount === 1;
}

/** Notes how far a run has come; true when somebody asked it to stop. */
export async function noteProgress(db: Queryable, id: string, progress: number): Promise<boolean> {
  const { rows } = await db.query<{ annulation: boolean }>(
    'update imports set progression = greatest(progression, $2) where id = $1 returning annulation',
    [id, progress],
  );
  return rows[0]?.annulation ?? true;
}

const API_COLUMNS = `id, fichier, taille, statut, a_blanc, cree_le, fini_le, cree_par, auteur, lignes, acceptees, refusees, doublons,
  progression, unites, montant, echec, effet, motifs, magasins_inconnus, duree,
  compris->>'sheet' as feuille, compris->'remembered'->>'fileName' as comme`;

interface ApiRow {
  id: string;
  rang: number;
  fichier: string;
  taille: number;
  statut: ImportStatus;
  a_blanc: boolean;
  cree_le: Date;
  fini_le: Date | null;
  cree_par: string;
  auteur: string;
  lignes: number;
  acceptees: number;
  refusees: number;
  doublons: number;
  progression: number;
  unites: string;
  montant: string;
  echec: { code: string; message: string } | null;
  effet: Import['effect'] | null;
  motifs: Import['reasons'] | null;
  magasins_inconnus: string[] | null;
  duree: number;
  feuille: string | null;
  comme: string | null;
  questions?: ImportQuestion[] | null;
  compris?: ImportUnderstood | null;
}

export async function findImport(db: Queryable, id: string): Promise<Import | undefined> {
  const { rows } = await db.query<ApiRow>(`select ${API_COLUMNS}, questions, compris from imports where id = $1`, [id]);
  return rows[0] && toApi(rows[0]);
}

const GROUPS: Record<ImportGroup, readonly ImportStatus[]> = {
  running: ['queued', ...RUNNING],
  asking: WAITING,
  done: ['done'],
  failed: ['failed', 'cancelled', 'reverted'],
};

export interface ListFilter {
  before?: number | undefined;
  group?: ImportGroup | undefined;
  /** Part of the name of the file or of the author, in any case. */
  text?: string | undefined;
}

/** Newest first, those that came before `before`. */
export async function listImports(
  db: Queryable,
  { before, group, text }: ListFilter,
): Promise<{ items: Import[]; next?: string }> {
  const { rows } = await db.query<ApiRow>(
    `select rang, ${API_COLUMNS} from imports where rang < coalesce($1, 2147483647) and ($2::text[] is null or statut = any ($2))
       and ($3::text is null or position(lower($3) in lower(fichier)) > 0 or position(lower($3) in lower(auteur)) > 0)
     order by rang desc limit ${PAGE + 1}`,
    [before ?? null, group === undefined ? null : GROUPS[group], text ?? null],
  );
  const last = rows[PAGE - 1];
  return { items: rows.slice(0, PAGE).map(toApi), ...(rows.length > PAGE && last ? { next: String(last.rang) } : {}) };
}

function toApi(row: ApiRow): Import {
  return {
    id: row.id,
    fileName: row.fichier,
    fileSize: row.taille,
    status: row.statut,
    dryRun: row.a_blanc,
    createdAt: row.cree_le.toISOString(),
    createdBy: row.cree_par,
    author: row.auteur,
    ...(row.fini_le ? { finishedAt: row.fini_le.toISOString() } : {}),
    seconds: Math.round(row.duree * 100) / 100,
    rows: row.lignes,
    accepted: row.acceptees,
    rejected: row.refusees,
    duplicates: row.doublons,
    progress: row.progression,
    units: Number(row.unites),
    amount: Number(row.montant),
    ...(row.feuille === null ? {} : { sheet: row.feuille }),
    ...(row.comme === null ? {} : { readLike: row.comme }),
    ...(row.questions ? { questions: row.questions } : {}),
    ...(row.compris ? { understood: row.compris } : {}),
    ...(row.echec ? { failure: row.echec } : {}),
    ...(row.effet ? { effect: row.effet } : {}),
    ...(row.motifs ? { reasons: row.motifs } : {}),
    ...(row.magasins_inconnus ? { unknownStores: row.magasins_inconnus } : {}),
  };
}
