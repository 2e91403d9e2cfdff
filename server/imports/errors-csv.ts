import { Readable } from 'node:stream';
import type { Pool } from '../postgres/pool.ts';
import { REASON_TEXT, type Reason } from './stage/reasons.ts';

export type Language = 'fr' | 'en';

const HEADER: Record<Language, string> = {
  fr: 'ligne;colonne;code;motif;texte',
  en: 'line;column;code;reason;text',
};
const PAGE = 5_000;

/** The refused rows as a file for spreadsheets, read from the database page by page while it is sent. */
export function errorsCsv(pool: Pool, importId: string, language: Language): Readable {
  return Readable.from(pages(pool, importId, language), { objectMode: false });
}

async function* pages(pool: Pool, importId: string, language: Language): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${HEADER[language]}\r\n`, 'utf8');
  let after = -1;
  for (;;) {
    const { rows } = await pool.query<{ ligne: number; colonne: string; motif: Reason; texte: string }>(
      'select ligne, colonne, motif, texte from imports_refus where import_id = $1 and ligne > $2 order by ligne limit $3',
      [importId, after, PAGE],
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.ligne;
    const text = rows.map(({ ligne, colonne, motif, texte }) =>
      [ligne, textCell(colonne), motif, textCell(REASON_TEXT[language][motif]), textCell(texte)].join(';'),
    );
    yield Buffer.from(`${text.join('\r\n')}\r\n`, 'utf8');
  }
}

/**
 * A cell of text. Spreadsheets run what starts with = + - @ or a control character: such a cell gets an apostrophe in front,
 * which they hide.
 */
export function textCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
