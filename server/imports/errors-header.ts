export type Language = 'fr' | 'en';

/**
 * The columns before those of the file in the list of refused rows. They tell why, and are left out when it is sent back. The order
 * of the first four is relied on by other programs.
 */
export const REASON_HEADER: Record<Language, readonly string[]> = {
  fr: ['Refus : ligne', 'Refus : colonne', 'Refus : motif', 'Refus : texte d’origine', 'Refus : code'],
  en: ['Refused: line number', 'Refused: column', 'Refused: reason', 'Refused: original text', 'Refused: code'],
};
export const REASON_COLUMNS = REASON_HEADER.fr.length;
/** Where the row stands as it was written. */
export const ORIGINAL_TEXT = 3;

/** Whether a header begins with those columns; programs write apostrophes and spaces in their own way. */
export function isReasonHeader(cells: readonly string[]): boolean {
  const start = cells.slice(0, REASON_COLUMNS).map(bare);
  return Object.values(REASON_HEADER).some((names) => names.every((name, index) => bare(name) === start[index]));
}

const bare = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
