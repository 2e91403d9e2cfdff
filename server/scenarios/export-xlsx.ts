import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { exportColumns, exportRows, harmless } from './export-table.ts';
import type { ReadableStream } from 'node:stream/web';
import type { Engine } from '../../shared/planning/engine.ts';
import type { ExportCell, ExportColumn } from './export-table.ts';

/**
 * The table of the CSV as a workbook: numbers that are numbers, with formats, and titles that stay in view. Rows are made
 * store by store while the reader takes them, and other requests come between.
 */
export function exportXlsx(engine: Engine): Readable {
  const columns = exportColumns(engine);
  const workbook = writeXlsxStream(table(engine, columns), {
    name: `Plan ${engine.hierarchy.year}`,
    columns: columns.map(({ title, digits }) => ({
      width: Math.max(12, title.length + 2),
      ...(digits !== undefined && { numFmt: formatOf(digits) }),
    })),
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(workbook as ReadableStream<Uint8Array>);
}

async function* table(engine: Engine, columns: readonly ExportColumn[]): AsyncGenerator<ExportCell[]> {
  yield columns.map(({ title }) => harmless(title));
  for (const rows of exportRows(engine)) {
    yield* rows;
    await setImmediate();
  }
}

/** `#,##0.00`: the reader's spreadsheet shows its own separators. */
const formatOf = (digits: number): string => `#,##0.${'0'.repeat(digits)}`;
