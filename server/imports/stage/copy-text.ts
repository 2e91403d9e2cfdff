/** COPY's text format: a missing value. */
export const NULL = '\\N';

const SPECIAL = /[\\\t\n\r]/;

/** A value in COPY's text format. */
export function copyText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(/[\\\t\n\r]/g, (c) => (c === '\\' ? '\\\\' : c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r'));
}
