/**
 * Spreadsheets run what starts with = + - @ or a control character: such a cell gets an apostrophe in front, which they hide.
 * Numbers start so too and run nothing.
 */
export function guarded(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) && !/^[-+]?[\d\s.,]+(?:€|%)?$/.test(text) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return /^'[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}

/** A cell of text that no spreadsheet takes for a formula. */
export function csvCell(text: string, separator: string): string {
  const safe = guarded(text);
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
