import { importFieldSchema, type ImportMapping } from '../../../shared/api/imports.ts';
import type { ImportMemory } from '../../../shared/api/import-memories.ts';
import type { FileFormat } from '../file/records.ts';
import { mergeMappings } from '../merge-mappings.ts';
import type { SheetOrigin } from '../file/text-chunks.ts';
import type { Queryable } from '../../postgres/pool.ts';
import { auditMemory, MEMORY_COLUMNS, toMemory, type MemoryRow } from './memories.ts';
import { shapeOf } from './shape.ts';

export interface Remembered {
  memory: ImportMemory;
  mapping: ImportMapping;
  /** What was said of the last file and is asked again of this one. */
  offeredStore?: string;
}

/** How the last file with these headers was read; one with the same separator before others. Files without a header have none. */
export async function recall(db: Queryable, format: FileFormat): Promise<Remembered | null> {
  if (format.header.cells === null) return null;
  const { rows } = await db.query<MemoryRow>(
    `select ${MEMORY_COLUMNS} from imports_correspondances where empreinte = $1 order by separateur = $2 desc, lu_le desc limit 1`,
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
  /** Of a workbook. */
  sheet: SheetOrigin | undefined;
  /** As it was read, complete. */
  mapping: ImportMapping;
}

/** Keeps how a file was read, for the next one with its headers; a new or other reading goes to the audit log. */
export async function remember(db: Queryable, lesson: Lesson): Promise<void> {
  const { importId, fileName, author, at, format, sheet } = lesson;
  if (format.header.cells === null || format.corrected) return;
  const mapping = complete(lasting(lesson.mapping));
  const { rows } = await db.query<{ id: string; changed: boolean }>(
    `with before as (select correspondance from imports_correspondances where empreinte = $1 and separateur = $2)
     insert into imports_correspondances (empreinte, separateur, entetes, correspondance, fichier, auteur, lu_le, import_id,
       feuille, feuilles)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (empreinte, separateur) do update set entetes = excluded.entetes, correspondance = excluded.correspondance,
       fichier = excluded.fichier, auteur = excluded.auteur, lu_le = excluded.lu_le, import_id = excluded.import_id,
       feuille = excluded.feuille, feuilles = excluded.feuilles
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
      sheet?.name ?? null,
      sheet ? JSON.stringify(sheet.names.toSorted()) : null,
    ],
  );
  const [row] = rows;
  if (row?.changed) await auditMemory(db, author, 'importMapping.save', row.id, { fileName, mapping });
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
