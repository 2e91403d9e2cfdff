import { Readable } from 'node:stream';
import { csvCell } from '../../../shared/csv/cell.ts';
import type { Pool } from '../../postgres/pool.ts';
import { eventName } from './event-names.ts';
import type { FieldSpec, KindSpec, Row } from './spec.ts';
import { ALWAYS } from './read-cell.ts';
import { tableOf } from './table.ts';

/** Each page is a sort of all rows; so few are cheap, and a page stays small. */
const PAGE = 5_000;

/** The columns of a kind with one line as an example: what to fill in. */
export function templateCsv(spec: KindSpec): string {
  return `\uFEFF${line(spec.fields.map(({ header }) => header))}${line(spec.fields.map(({ example }) => csvCell(example, ';')))}`;
}

/**
 * All rows of a kind, in the columns of the template: read again, it changes nothing. Read page by page at the pace of the reader,
 * who holds no connection meanwhile: a row that is changed during a download may come as it was or as it is, and comes once.
 */
export function exportCsv(pool: Pool, spec: KindSpec): Readable {
  return Readable.from(pages(pool, spec), { objectMode: false });
}

async function* pages(pool: Pool, spec: KindSpec): AsyncGenerator<Buffer> {
  const table = tableOf(spec);
  yield Buffer.from(`\uFEFF${line(spec.fields.map(({ header }) => header))}`, 'utf8');
  let last: Row | null = null;
  for (;;) {
    const rows: Row[] = await table.page(pool, last, PAGE);
    if (rows.length > 0) yield Buffer.from(rows.map((row) => line(cellsOf(spec, row))).join(''), 'utf8');
    if (rows.length < PAGE) return;
    last = rows.at(-1) ?? null;
  }
}

const line = (cells: readonly string[]): string => `${cells.join(';')}\r\n`;

function cellsOf({ fields }: KindSpec, row: Row): string[] {
  return fields.map((field) => cellText(field, row[field.field] ?? ''));
}

/** Days as YYYY-MM-DD, which no order of dates reads differently. */
function cellText({ cell }: FieldSpec, value: string): string {
  switch (cell.kind) {
    case 'money':
    case 'rate':
      return decimalText(value);
    case 'since':
      return value === ALWAYS ? '' : value;
    case 'event':
      return eventName(value);
    default:
      return csvCell(value, ';');
  }
}

/** Three decimals after a comma could be thousands: there are none, two, or four. */
function decimalText(value: string): string {
  const [int = '', frac = ''] = value.split('.');
  if (frac === '') return int;
  return `${int},${frac.padEnd(frac.length <= 2 ? 2 : 4, '0')}`;
}
