import { ImportFailure, throwIfCancelled } from '../failure.ts';
import { quoted, unguarded } from '../../../shared/csv/cell.ts';
import { isReasonHeader, ORIGINAL_TEXT, REASON_COLUMNS } from '../errors-header.ts';
import { habitsOf, mayBeSplit, type ColumnHabits } from './split-number.ts';
import { findHeader, padRecords, uniqueNames, type Header } from './header.ts';
import { detectNewline, detectSeparator } from './separator.ts';
import { textChunks, type PlainFile } from './text-chunks.ts';
import { createTokenizer } from './tokenizer.ts';
import { CELL_SEPARATOR } from './workbook/table-text.ts';

export interface FileFormat {
  separator: string;
  newline: '\n' | '\r';
  /** Whether lines end with both, to be shown. */
  windows: boolean;
  header: Header;
  /** Rows come without their empty cells at the end: those of a sheet. */
  ragged: boolean;
  /** The file is a list of refused rows, sent back: the columns that tell why are left out. */
  corrected: boolean;
  /** Where commas part the cells: what tells a number they cut in two. */
  habits: ColumnHabits | null;
}

/** A record that is no row: it has not the cells of the header, a number in two cells, or a quote that does not end. */
export type RecordRefusal = 'columns' | 'split_number' | 'unclosed_quote';

export interface RecordSink {
  /** Cells in the order of the header. Lent: copy what is kept. */
  row(cells: readonly string[], line: number, text: string): void;
  refuse(line: number, reason: RecordRefusal, text: string): void;
  /** Called after each piece of the file; what it returns is awaited before the next one is read. */
  afterChunk?(bytesRead: number): Promise<void> | undefined;
}

const SAMPLE_BYTES = 1 << 18;
const MAX_COLUMNS = 200;

/** `isKnownName`: what tells a header where it is no file of sales. @throws ImportFailure html, no_separator, not_csv, too_many_columns, empty. */
export async function detectFormat(file: PlainFile, isKnownName?: (header: string) => boolean): Promise<FileFormat> {
  let sample = '';
  for await (const { text } of textChunks(file, { limit: SAMPLE_BYTES })) sample += text;
  if (/^\s*<(?:!doctype|html|head|table|\?xml)/i.test(sample)) {
    throw new ImportFailure('html', 'This is not a CSV: it is a web page (HTML or XML) saved under another name.');
  }
  if (sample.trim() === '') throw new ImportFailure('empty', 'This file holds nothing but blank lines.');
  const newline = detectNewline(sample);
  // The last line may be cut where the sample ends.
  const whole = file.bytes - file.bom > SAMPLE_BYTES ? sample.slice(0, sample.lastIndexOf(newline) + 1) : sample;
  if (whole === '') throw endlessLine();
  const separator = file.sheet === undefined ? detectSeparator(whole, newline) : CELL_SEPARATOR;
  if (separator === null) {
    throw new ImportFailure(
      'no_separator',
      'This is not a CSV: its lines are not cut into columns by semicolons, commas, tabs or bars.',
    );
  }
  const records: { cells: string[]; line: number }[] = [];
  const tokenizer = createTokenizer({
    separator,
    newline,
    onRecord: (cells, line) => records.push({ cells, line }),
    onEndlessLine: () => {
      throw endlessLine();
    },
  });
  tokenizer.push(whole);
  tokenizer.end();
  const ragged = file.sheet !== undefined;
  const found = findHeader(ragged ? padRecords(records) : records, isKnownName);
  const corrected = found.cells !== null && isReasonHeader(found.cells);
  const header = corrected ? withoutReasons(found) : found;
  if (header.names.length > MAX_COLUMNS) {
    throw new ImportFailure(
      'too_many_columns',
      `This file has more than ${MAX_COLUMNS} columns: it is no file of sales.`,
    );
  }
  const windows = newline === '\n' && whole.includes('\r\n');
  const rows = records.filter(({ cells, line }) => line > header.line && cells.length === header.names.length);
  const habits =
    separator === ',' && !corrected
      ? habitsOf(
          rows.map(({ cells }) => cells),
          header.names.length,
        )
      : null;
  return { separator, newline, windows, header, ragged, corrected, habits };
}

function withoutReasons({ cells, line }: Header): Header {
  const kept = (cells ?? []).slice(REASON_COLUMNS);
  return { names: uniqueNames(kept), cells: kept, line };
}

/** Reads all rows after the header. Blank lines and repetitions of the header are no rows. */
export async function readRecords(
  file: PlainFile,
  format: FileFormat,
  sink: RecordSink,
  options: { limit?: number; signal: AbortSignal },
): Promise<void> {
  const { names, cells: header, line: headerLine } = format.header;
  const width = names.length;
  const tokenizer = createTokenizer({
    separator: format.separator,
    newline: format.newline,
    onRecord(found, line, text, fault) {
      const cells = shaped(found);
      if (line <= headerLine) return;
      if (cells[0] === '' && cells.every((cell) => cell.trim() === '')) {
        const original = format.corrected ? unguarded(found[ORIGINAL_TEXT] ?? '') : '';
        // Left as the list had it: the row has still not been mended.
        if (original.trim() !== '') sink.refuse(line, 'columns', original);
        return;
      }
      if (fault !== null) return sink.refuse(line, fault, text);
      if (header !== null && cells[0] === header[0] && header.every((cell, index) => cell === cells[index])) return;
      if (fitsWithout(cells, width) && format.habits !== null && mayBeSplit(cells, format.habits)) {
        return sink.refuse(line, 'split_number', text);
      }
      if (cells.length === width || fitsWithout(cells, width)) return sink.row(cells, line, rowText(cells, text));
      if (text.trim() !== '') sink.refuse(line, 'columns', text);
    },
    onEndlessLine: () => {
      throw endlessLine();
    },
  });
  function shaped(cells: string[]): string[] {
    const own = format.corrected ? cells.slice(REASON_COLUMNS, REASON_COLUMNS + width).map(unguarded) : cells;
    // Spreadsheets leave out empty cells at the end of the lines of a list.
    while ((format.ragged || format.corrected) && own.length < width) own.push('');
    return own;
  }
  /** Refused once more, a row comes without why it was refused before. */
  function rowText(cells: readonly string[], text: string): string {
    return format.corrected ? cells.map((cell) => quoted(cell, format.separator)).join(format.separator) : text;
  }
  for await (const { text, read } of textChunks(file, options)) {
    throwIfCancelled(options.signal);
    tokenizer.push(text);
    await sink.afterChunk?.(read);
  }
  if (options.limit === undefined) tokenizer.end();
}

/** More cells than the header, but nothing in them: some programs end every line with a separator. */
function fitsWithout(cells: readonly string[], width: number): boolean {
  return cells.length > width && cells.slice(width).every((cell) => cell.trim() === '');
}

const endlessLine = () =>
  new ImportFailure('not_csv', 'This is not a CSV: it has lines of more than a million characters.');
