import { exportColumns, exportRows, harmless } from './export-table.ts';
import type { Engine } from '../../shared/planning/engine.ts';
import type { ExportCell } from './export-table.ts';

/** The plan as a French spreadsheet reads it: `;`, decimal comma, UTF-8 with BOM. Yields store by store. */
export function* exportCsv(engine: Engine): Generator<string> {
  const columns = exportColumns(engine);
  yield `\uFEFF${line(columns.map(({ title }) => text(harmless(title))))}`;
  for (const rows of exportRows(engine)) {
    yield rows.map((row) => line(row.map((cell, index) => format(cell, columns[index]?.digits ?? 0)))).join('');
  }
}

const line = (cells: readonly string[]): string => `${cells.join(';')}\r\n`;

function format(cell: ExportCell, digits: number): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? text(cell) : cell.toFixed(digits).replace('.', ',');
}

function text(value: string): string {
  return /[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
