import type { MasterReason, MasterRefusal } from '../../../shared/api/master-imports.ts';
import { csvCell } from '../../../shared/csv/cell.ts';

/** Refused rows as a file for spreadsheets: UTF-8 with BOM, semicolons. */
export function refusalsCsv(
  refusals: readonly MasterRefusal[],
  header: readonly string[],
  words: (reason: MasterReason) => string,
): string {
  const rows = refusals.map(({ line, column, reason, text }) => [String(line), column, words(reason), text]);
  return `\uFEFF${[header, ...rows].map((cells) => cells.map((cell) => csvCell(cell, ';')).join(';')).join('\r\n')}\r\n`;
}
