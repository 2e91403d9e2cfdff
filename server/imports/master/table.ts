import type { Queryable } from '../../postgres/pool.ts';
import { keyOf, keysOf, type FieldSpec, type KindSpec, type Row } from './spec.ts';

/**
 * What nobody else does to rows until the transaction ends. `values`: change them; tills go on selling what they name.
 * `uses`: nor refer to them anew, for rows that are to leave.
 */
export type RowLock = 'none' | 'values' | 'uses';

const LOCKS: Record<RowLock, string> = { none: '', values: 'for no key update of t', uses: 'for update of t' };

/** The rows of one kind in the database, as text in the one spelling of read-cell.ts. */
export interface Table {
  /** Those of the given keys that exist, by key. */
  read(db: Queryable, rows: readonly Row[], options: { lock: RowLock }): Promise<Map<string, Row>>;
  /**
   * The rows behind `after` (null: from the first) in the order of their keys, `limit` of them and those that share the key of the
   * last: where rows with one key stand, they stand on one page.
   */
  page(db: Queryable, after: Row | null, limit: number): Promise<Row[]>;
  /** Each answers how many rows it wrote: fewer than given where a parent is gone or somebody was quicker. */
  insert(db: Queryable, rows: readonly Row[]): Promise<number>;
  update(db: Queryable, rows: readonly Row[]): Promise<number>;
  remove(db: Queryable, rows: readonly Row[]): Promise<number>;
}

/** Rows in one statement: small enough that neither side is held for long. */
const BATCH = 1_000;

export function tableOf(spec: KindSpec): Table {
  const { fields, table } = spec;
  const keys = keysOf(spec);
  const plain = fields.filter(({ key }) => key !== true);
  const columns = fields.map(({ column }) => column).join(', ');
  const shown = fields.map((field) => `${shownValue(field)} as "${field.field}"`).join(', ');
  const parents = (of: readonly FieldSpec[], joined: (field: FieldSpec) => string) =>
    of.map((field) => parentJoin(field, joined(field))).join(' ');
  const order = keys.map(orderOf).join(', ');

  const readText = `
    select ${shown} from ${given(keys)} ${parents(keys, fromGiven)}
      join ${table} t on ${keys.map((field) => `t.${field.column} = ${written(field)}`).join(' and ')}
      ${parents(plain, fromTable)}
    order by ${order}`;
  const pageText = (behind: string) => `
    select ${shown} from ${table} t ${parents(fields, fromTable)}${behind}
    order by ${order} fetch first $1 rows with ties`;
  const firstPageText = pageText('');
  const nextPageText = pageText(
    ` cross join ${given(keys, 2)} where (${order}) > (${keys.map(comparable).join(', ')})`,
  );
  const insertText = `
    insert into ${table} (${columns})
    select ${fields.map(written).join(', ')} from ${given(fields)} ${parents(fields, fromGiven)}
    order by n.place on conflict do nothing`;
  const updateText = `
    update ${table} t set ${plain.map((field) => `${field.column} = ${written(field)}`).join(', ')}
    from ${given(fields)} ${parents(fields, fromGiven)}
    where ${keys.map((field) => `t.${field.column} = ${written(field)}`).join(' and ')}`;
  const removeText = `
    delete from ${table} t using ${given(keys)} ${parents(keys, fromGiven)}
    where ${keys.map((field) => `t.${field.column} = ${written(field)}`).join(' and ')}`;

  async function write(db: Queryable, text: string, of: readonly FieldSpec[], rows: readonly Row[]): Promise<number> {
    let count = 0;
    for (const batch of batches(rows)) count += (await db.query(text, parameters(of, batch))).rowCount ?? 0;
    return count;
  }

  return {
    async read(db, rows, { lock }) {
      const found = new Map<string, Row>();
      for (const batch of batches(rows)) {
        const result = await db.query<Row>(`${readText} ${LOCKS[lock]}`, parameters(keys, batch));
        for (const row of result.rows) if (!found.has(keyOf(spec, row))) found.set(keyOf(spec, row), row);
      }
      return found;
    },
    async page(db, after, limit) {
      const result = after
        ? await db.query<Row>(nextPageText, [limit, ...parameters(keys, [after])])
        : await db.query<Row>(firstPageText, [limit]);
      return result.rows;
    },
    insert: (db, rows) => write(db, insertText, fields, rows),
    update: (db, rows) => write(db, updateText, fields, rows),
    remove: (db, rows) => write(db, removeText, keys, rows),
  };
}

function* batches(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}

/** The rows of the caller as `n`, a column of text per field and their place; their parameters begin at `first`. */
function given(fields: readonly FieldSpec[], first = 1): string {
  const arrays = fields.map((_, index) => `$${index + first}::text[]`).join(', ');
  return `unnest(${arrays}) with ordinality n (${fields.map(({ field }) => `"${field}"`).join(', ')}, place)`;
}

function parameters(fields: readonly FieldSpec[], rows: readonly Row[]): (string | null)[][] {
  return fields.map(({ field }) => rows.map((row) => row[field] ?? null));
}

const alias = ({ field }: FieldSpec) => `p_${field.toLowerCase()}`;
const fromGiven = (field: FieldSpec) => `${alias(field)}.code = n."${field.field}"`;
const fromTable = (field: FieldSpec) => `${alias(field)}.id = t.${field.column}`;

function parentJoin(field: FieldSpec, on: string): string {
  return field.cell.kind === 'parent' ? `join ${field.cell.table} ${alias(field)} on ${on}` : '';
}

/** The stored value as text. */
function shownValue(field: FieldSpec): string {
  const { cell, column, sql } = field;
  switch (cell.kind) {
    case 'parent':
      return `${alias(field)}.code`;
    case 'rate':
      return `trim_scale(t.${column} * 100)::text`;
    case 'month':
      return `to_char(t.${column}, 'YYYY-MM')`;
    default:
      return sql === 'numeric' ? `trim_scale(t.${column})::text` : `t.${column}::text`;
  }
}

/** The text of the caller as it is stored. */
function written(field: FieldSpec): string {
  const { cell, sql } = field;
  const text = `n."${field.field}"`;
  switch (cell.kind) {
    case 'parent':
      return `${alias(field)}.id`;
    case 'rate':
      return `${text}::numeric / 100`;
    case 'month':
      return `(${text} || '-01')::date`;
    default:
      return `${text}::${sql}`;
  }
}

function orderOf(field: FieldSpec): string {
  if (field.cell.kind === 'parent') return `${alias(field)}.code collate "C"`;
  return field.sql === 'text' ? `t.${field.column} collate "C"` : `t.${field.column}`;
}

/** The text of the caller as `orderOf` sorts it. */
function comparable(field: FieldSpec): string {
  return field.cell.kind === 'parent' ? `n."${field.field}" collate "C"` : written(field);
}
