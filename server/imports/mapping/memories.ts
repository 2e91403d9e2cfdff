import { importFieldSchema, type ImportMapping } from '../../../shared/api/imports.ts';
import type { ImportMemory } from '../../../shared/api/import-memories.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Queryable } from '../../postgres/pool.ts';

export interface MemoryRow {
  id: string;
  nom: string | null;
  entetes: string[];
  separateur: string;
  correspondance: ImportMapping;
  feuille: string | null;
  fichier: string;
  auteur: string;
  lu_le: Date;
}

export const MEMORY_COLUMNS = 'id, nom, entetes, separateur, correspondance, feuille, fichier, auteur, lu_le';
const LISTED = 500;

export async function listMemories(db: Queryable): Promise<ImportMemory[]> {
  const { rows } = await db.query<MemoryRow>(
    `select ${MEMORY_COLUMNS} from imports_correspondances order by lu_le desc, id limit ${LISTED}`,
  );
  return rows.map(toMemory);
}

/** Null when there is none of this id. */
export async function renameMemory(
  db: Queryable,
  id: string,
  name: string,
  actor: string,
): Promise<ImportMemory | null> {
  const { rows } = await db.query<MemoryRow>(
    `update imports_correspondances set nom = nullif($2, '') where id = $1 returning ${MEMORY_COLUMNS}`,
    [id, name],
  );
  const [row] = rows;
  if (!row) return null;
  await auditMemory(db, actor, 'importMapping.rename', id, { fileName: row.fichier, name });
  return toMemory(row);
}

/** False when there is none of this id. */
export async function forget(db: Queryable, id: string, actor: string): Promise<boolean> {
  const { rows } = await db.query<{ fichier: string }>(
    'delete from imports_correspondances where id = $1 returning fichier',
    [id],
  );
  const [row] = rows;
  if (row) await auditMemory(db, actor, 'importMapping.forget', id, { fileName: row.fichier });
  return row !== undefined;
}

/** An import that is taken back taught nothing. */
export async function forgetLessonOf(db: Queryable, importId: string): Promise<void> {
  await db.query('delete from imports_correspondances where import_id = $1', [importId]);
}

export function auditMemory(db: Queryable, actor: string, action: string, id: string, details: object): Promise<void> {
  return writeAudit(db, { actor, action, object: `importMapping:${id}`, details });
}

export function toMemory(row: MemoryRow): ImportMemory {
  const { columns = {}, constants } = row.correspondance;
  const store = constants?.store ?? '';
  return {
    id: row.id,
    ...(row.nom === null ? {} : { name: row.nom }),
    headers: row.entetes,
    separator: row.separateur,
    columns: importFieldSchema.options.flatMap((field) => {
      const header = columns[field] ?? '';
      return header === '' ? [] : [{ field, header }];
    }),
    ...(store === '' ? {} : { store }),
    ...(row.feuille === null ? {} : { sheet: row.feuille }),
    fileName: row.fichier,
    author: row.auteur,
    readAt: row.lu_le.toISOString(),
  };
}
