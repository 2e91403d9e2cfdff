import { createHash } from 'node:crypto';
import { importFieldSchema, type ImportMapping } from '../../../shared/api/imports.ts';
import type { ImportMemory } from '../../../shared/api/import-memories.ts';
import type { FileFormat } from '../file/records.ts';
import { mergeMappings } from '../merge-mappings.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Queryable } from '../../postgres/pool.ts';
import { foldHeader } from './header-words.ts';

export interface Remembered {
  memory: ImportMemory;
  mapping: ImportMapping;
  /** What was said of the last file and is asked again of this one. */
  offeredStore?: string;
}

interface Row {
  id: string;
  entetes: string[];
  separateur: string;
  correspondance: ImportMapping;
  fichier: string;
  auteur: string;
  lu_le: Date;
}

const COLUMNS = 'id, entetes, separateur, correspondance, fichier, auteur, lu_le';
const LISTED = 500;

/** How the last file with these headers was read; one with the same separator before others. Files without a header have none. */
export async function recall(db: Queryable, format: FileFormat): Promise<Remembered | null> {
  if (format.header.cells === null) return null;
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from imports_correspondances where empreinte = $1 order by separateur = $2 desc, lu_le desc limit 1`,
    [shapeOf(format.header.names), format.separator],
  );
  const [row] = rows;
  return row ? { memory: toMemory(row), mapping: lasting(row.correspondance) } : null;
}

/**
 * What was remembered, under what was said of this file. Order of dates and sign of decimals are left out: what all values say
 * goes before, and `understand` falls back on them.
 */
export function underSaid({ mapping }: Remembered, said: ImportMapping): ImportMapping {
  const { dateOrder: _, decimal: __, ...certain } = mapping;
  return mergeMappings(said.sheet === undefined ? certain : { ...certain, sheet: said.sheet }, said);
}

/**
 * One store for the whole file was right for the file it was said of: it is offered, and somebody says so again, since files of
 * several stores often differ in nothing the server can read. Only a name that holds its code settles it, and one that holds that
 * of another store takes the offer back.
 */
export async function withStoreAsked(db: Queryable, remembered: Remembered, fileName: string): Promise<Remembered> {
  const { store, ...constants } = remembered.mapping.constants ?? {};
  if (store === undefined || store === '') return remembered;
  const words = fileName.toUpperCase().split(/[^\p{L}\p{N}]+/u);
  const { rows } = await db.query<{ code: string }>('select code from magasins where upper(code) = any ($1)', [words]);
  const named = rows.map(({ code }) => code.toUpperCase());
  const own = named.includes(store.toUpperCase());
  // A code of digits alone may be a day or a number in the name.
  if (own && named.length === 1 && /\p{L}/u.test(store)) return remembered;
  const mapping = { ...remembered.mapping, constants };
  return named.length === 0 || own ? { ...remembered, mapping, offeredStore: store } : { ...remembered, mapping };
}

export interface Lesson {
  importId: string;
  fileName: string;
  author: string;
  at: Date;
  format: FileFormat;
  /** As it was read, complete. */
  mapping: ImportMapping;
}

/** Keeps how a file was read, for the next one with its headers; a new or other reading goes to the audit log. */
export async function remember(db: Queryable, lesson: Lesson): Promise<void> {
  const { importId, fileName, author, at, format } = lesson;
  if (format.header.cells === null || format.corrected) return;
  const mapping = complete(lasting(lesson.mapping));
  const { rows } = await db.query<{ id: string; changed: boolean }>(
    `with before as (select correspondance from imports_correspondances where empreinte = $1 and separateur = $2)
     insert into imports_correspondances (empreinte, separateur, entetes, correspondance, fichier, auteur, lu_le, import_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (empreinte, separateur) do update set entetes = excluded.entetes, correspondance = excluded.correspondance,
       fichier = excluded.fichier, auteur = excluded.auteur, lu_le = excluded.lu_le, import_id = excluded.import_id
     returning id, correspondance is distinct from (select correspondance from before) as changed`,
    [
      shapeOf(format.header.names),
      format.separator,
      JSON.stringify(format.header.names),
      JSON.stringify(mapping),
      fileName,
      author,
      at,
      importId,
    ],
  );
  const [row] = rows;
  if (row?.changed) await audit(db, author, 'importMapping.save', row.id, { fileName, mapping });
}

export async function listMemories(db: Queryable): Promise<ImportMemory[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from imports_correspondances order by lu_le desc, id limit ${LISTED}`,
  );
  return rows.map(toMemory);
}

/** False when there is none of this id. */
export async function forget(db: Queryable, id: string, actor: string): Promise<boolean> {
  const { rows } = await db.query<{ fichier: string }>(
    'delete from imports_correspondances where id = $1 returning fichier',
    [id],
  );
  const [row] = rows;
  if (row) await audit(db, actor, 'importMapping.forget', id, { fileName: row.fichier });
  return row !== undefined;
}

/** An import that is taken back taught nothing. */
export async function forgetLessonOf(db: Queryable, importId: string): Promise<void> {
  await db.query('delete from imports_correspondances where import_id = $1', [importId]);
}

function audit(db: Queryable, actor: string, action: string, id: string, details: object): Promise<void> {
  return writeAudit(db, { actor, action, object: `importMapping:${id}`, details });
}

export function shapeOf(names: readonly string[]): string {
  return createHash('sha256').update(names.map(foldHeader).join('\n')).digest('hex');
}

/** What to do with unknown names is said of one file: the next one may hold a typo where this one held a new store. */
function lasting(mapping: ImportMapping): ImportMapping {
  const { unknown: _, ...kept } = mapping;
  return kept;
}

/** Every meaning is named, `''` where no column has it, so that nothing is guessed anew. */
function complete(mapping: ImportMapping): ImportMapping {
  const columns = Object.fromEntries(importFieldSchema.options.map((field) => [field, mapping.columns?.[field] ?? '']));
  return { ...mapping, columns };
}

function toMemory({ id, entetes, separateur, fichier, auteur, lu_le }: Row): ImportMemory {
  return {
    id,
    headers: entetes,
    separator: separateur,
    fileName: fichier,
    author: auteur,
    readAt: lu_le.toISOString(),
  };
}
