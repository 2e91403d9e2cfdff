import type { MasterReason, MasterRefusal } from '../../../shared/api/master-imports.ts';

/** Refused rows as a file for spreadsheets: UTF-8 with BOM, semicolons. */
export function refusalsCsv(
  refusals: readonly MasterRefusal[],
  header: readonly string[],
  words: (reason: MasterReason) => string,
): string {
  const rows = refusals.map(({ line, column, reason, text }) => [String(line), column, words(reason), text]);
  return `\uFEFF${[header, ...rows].map((cells) => cells.map(cellText).join(';')).join('\r\n')}\r\n`;
}

/** Spreadsheets run what starts with = + - @ or a control character: such a cell gets an apostrophe in front. */
function cellText(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
