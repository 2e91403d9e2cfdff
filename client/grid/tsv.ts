/**
 * Reads the text a spreadsheet puts on the clipboard: cells by tabs, rows by any line break, the last of which may be
 * missing. A cell in double quotes may hold all of these, and a quote twice. A quote that is not closed before a tab, a
 * line break or the end is a quote somebody typed. Rows may differ in length; empty text has no rows.
 */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length || row.length > 0) {
    const { value, end } = text[at] === '"' ? (quoted(text, at) ?? plain(text, at)) : plain(text, at);
    row.push(value);
    at = end + 1;
    if (text[end] === '\t') continue;
    if (text[end] === '\r' && text[end + 1] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

interface Read {
  readonly value: string;
  /** Index of the tab or line break behind the cell, or the length of the text. */
  readonly end: number;
}

const ENDS = /[\t\r\n]/gu;

function plain(text: string, from: number): Read {
  ENDS.lastIndex = from;
  const end = ENDS.exec(text)?.index ?? text.length;
  return { value: text.slice(from, end), end };
}

function quoted(text: string, from: number): Read | undefined {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return undefined;
    value += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      at = quote + 2;
      continue;
    }
    const end = quote + 1;
    return end === text.length || '\t\r\n'.includes(text[end] ?? '') ? { value, end } : undefined;
  }
}

/** What `parseTsv` reads back as the same cells. */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  const text = rows.map((cells) => cells.map(written).join('\t')).join('\n');
  const last = rows.at(-1);
  // A last row of one empty cell would be taken for the break behind the row before.
  return last?.length === 1 && last[0] === '' ? `${text}\n` : text;
}

function written(cell: string): string {
  return /[\t\r\n"]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
