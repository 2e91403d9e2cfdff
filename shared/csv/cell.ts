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
  return quoted(guarded(text), separator);
}

/** A cell as it has to be written to be read as it is. */
export function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
