import type { Queryable } from '../../postgres/pool.ts';
import type { KindSpec, ParentTable } from './spec.ts';

/** Finds a code as it is stored, whatever the case it is written in. */
export interface Codes {
  /** The stored spelling; undefined where nobody has it. */
  stored(written: string): string | undefined;
}

/** Codes that differ by case alone are told apart by case, others are not. */
function codesOf(all: Iterable<string>): Codes {
  const exact = new Set<string>();
  const folded = new Map<string, string | null>();
  for (const code of all) {
    exact.add(code);
    const key = code.toLowerCase();
    folded.set(key, folded.has(key) ? null : code);
  }
  return {
    stored: (written) => (exact.has(written) ? written : (folded.get(written.toLowerCase()) ?? undefined)),
  };
}

export async function readParentCodes(db: Queryable, table: ParentTable): Promise<Codes> {
  const { rows } = await db.query<{ code: string }>(`select code from ${table}`);
  return codesOf(rows.map(({ code }) => code));
}

/** Those of the written codes that the kind's own table has. */
export async function readOwnCodes(db: Queryable, spec: KindSpec, written: readonly string[]): Promise<Codes> {
  const column = spec.fields.find(({ cell }) => cell.kind === 'code')?.column;
  if (column === undefined) return codesOf([]);
  const { rows } = await db.query<{ code: string }>(
    `select ${column} as code from ${spec.table} where ${column} = any ($1) or lower(${column}) = any ($2)`,
    [written, written.map((code) => code.toLowerCase())],
  );
  return codesOf(rows.map(({ code }) => code));
}
