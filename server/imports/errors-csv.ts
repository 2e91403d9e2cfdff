import { Readable } from 'node:stream';
import type { Import } from '../../shared/api/imports.ts';
import { csvCell } from '../../shared/csv/cell.ts';
import type { Pool } from '../postgres/pool.ts';
import { REASON_HEADER, type Language } from './errors-header.ts';
import type { RecordRefusal } from './file/records.ts';
import { createTokenizer } from './file/tokenizer.ts';
import { REASON_TEXT, type Reason } from './stage/reasons.ts';
import { isCut } from './stage/refusals.ts';

export type { Language } from './errors-header.ts';

const PAGE = 5_000;
/** Why a record is no row: where its cells belong is for a person to say. */
const UNSHAPED: ReadonlySet<Reason> = new Set<RecordRefusal>(['columns', 'split_number', 'unclosed_quote']);

/**
 * The refused rows as a file for spreadsheets, read from the database page by page while it is sent: line, column, reason and text
 * of each, and behind them the columns of the file as they were. Corrected and imported again it is read like the file, without what
 * stands before. Rows whose cells are not known come with none: cut to the header's width they would pass for right, with values in
 * the wrong columns.
 */
export function errorsCsv(pool: Pool, found: Import, language: Language): Readable {
  return Readable.from(pages(pool, found, language), { objectMode: false });
}

async function* pages(pool: Pool, { id, understood }: Import, language: Language): AsyncGenerator<Buffer> {
  const headers = understood?.columns.map(({ header }) => header) ?? [];
  const from = understood?.separator ?? ';';
  // A table of tabs opens as one column where a file is called .csv.
  const separator = from === '\t' ? ';' : from;
  const line = (cells: readonly string[]) => `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
  const cellsOf = cellReader(from, headers.length);
  const blank = headers.map(() => '');
  yield Buffer.from(`\uFEFF${line([...REASON_HEADER[language], ...headers])}`, 'utf8');
  let after = -1;
  for (;;) {
    const { rows } = await pool.query<{ ligne: number; colonne: string; motif: Reason; texte: string }>(
      'select ligne, colonne, motif, texte from imports_refus where import_id = $1 and ligne > $2 order by ligne limit $3',
      [id, after, PAGE],
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.ligne;
    const text = rows.map(({ ligne, colonne, motif, texte }) =>
      line([
        String(ligne),
        colonne,
        REASON_TEXT[language][motif],
        texte,
        motif,
        ...(UNSHAPED.has(motif) || isCut(texte) ? blank : cellsOf(texte)),
      ]),
    );
    yield Buffer.from(text.join(''), 'utf8');
  }
}

/** The cells of a refused row, as many as the file has columns. */
function cellReader(separator: string, width: number): (text: string) => string[] {
  let found: string[] = [];
  return (text) => {
    found = [];
    const tokenizer = createTokenizer({
      separator,
      newline: '\n',
      onRecord: (cells) => {
        if (found.length === 0) found = [...cells];
      },
      onEndlessLine: () => {
        throw new RangeError('a refused row is shorter than a line may be');
      },
    });
    tokenizer.push(text);
    tokenizer.end();
    return Array.from({ length: width }, (_, index) => found[index] ?? '');
  };
}
