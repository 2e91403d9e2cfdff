export type Language = 'fr' | 'en';

/** The columns behind those of the file in the list of refused rows. They tell why, and are left out when it is sent back. */
export const REASON_HEADER: Record<Language, readonly string[]> = {
  fr: ['Refus : ligne', 'Refus : colonne', 'Refus : code', 'Refus : motif', 'Refus : texte d’origine'],
  en: ['Refused: line', 'Refused: column', 'Refused: code', 'Refused: reason', 'Refused: original text'],
};
export const REASON_COLUMNS = REASON_HEADER.fr.length;

/** Whether a header ends with those columns; programs write apostrophes and spaces in their own way. */
export function isReasonHeader(cells: readonly string[]): boolean {
  const end = cells.slice(-REASON_COLUMNS).map(bare);
  return Object.values(REASON_HEADER).some((names) => names.every((name, index) => bare(name) === end[index]));
}

const bare = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
