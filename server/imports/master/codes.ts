import type { Queryable } from '../../postgres/pool.ts';
import type { KindSpec, ParentTable } from './spec.ts';

/** Finds a code as it is stored, whatever the case it is written in. */
export interface Codes {
  /** The stored spelling; undefined where nobody has it. */
  stored(written: string): string | undefined;
}

/** Rows of one answer: small enough that nobody waits for it to be taken in. */
const BATCH = 2_000;

/** Codes that differ by case alone are told apart by case, others are not. */
function createCodes(): Codes & { add(codes: readonly string[]): void } {
  const exact = new Set<string>();
  const folded = new Map<string, string | null>();
  return {
    add(codes) {
      for (const code of codes) {
        if (exact.has(code)) continue;
        exact.add(code);
        const key = code.toLowerCase();
        folded.set(key, folded.has(key) ? null : code);
      }
    },
    stored: (written) => (exact.has(written) ? written : (folded.get(written.toLowerCase()) ?? undefined)),
  };
}

export async function readParentCodes(db: Queryable, table: ParentTable): Promise<Codes> {
  const { rows } = await db.query<{ code: string }>(`select code from ${table}`);
  const codes = createCodes();
  codes.add(rows.map(({ code }) => code));
  return codes;
}

/** Those of the written codes that the kind's own table has. */
export async function readOwnCodes(db: Queryable, spec: KindSpec, written: readonly string[]): Promise<Codes> {
  const column = spec.fields.find(({ cell }) => cell.kind === 'code')?.column;
  const codes = createCodes();
  if (column === undefined) return codes;
  const look = async (wanted: readonly string[], condition: string) => {
    for (let from = 0; from < wanted.length; from += BATCH) {
      const { rows } = await db.query<{ code: string }>(
        `select ${column} as code from ${spec.table} where ${condition} = any ($1)`,
        [wanted.slice(from, from + BATCH)],
      );
      codes.add(rows.map(({ code }) => code));
    }
  };
  await look(written, column);
  // Only what is not there as written is looked for in another case: that reads the whole table.
  const others = written.filter((code) => codes.stored(code) !== code);
  await look(
    others.map((code) => code.toLowerCase()),
    `lower(${column})`,
  );
  return codes;
}
