/**
 * What one document takes of what people write. Everybody who opens a scenario replays all of its entries, and so does the
 * server: without a bound one person could make it too slow for everybody. In entries, as `weightOf` counts them.
 */
export interface Quota {
  /** Of all together, in one document. */
  readonly document: number;
  /** Of one person in it: nobody fills it alone, so nobody can keep the others from writing. */
  readonly person: number;
}

/** Two pastes of 10,000 cells with what corrects them are one person's honest share. */
export const QUOTA: Quota = { document: 50_000, person: 25_000 };

/** The share of a quota from which on people are told, while there is room for what they are at. */
export const NEARLY = 0.8;

/** An entry that names many others, or says a lot, counts once more for each further so many characters. */
const CHARACTERS = 512;
/** A UUID and what stands between two of them. */
const ID_CHARACTERS = 38;

/** How many entries an entry or a comment counts as; 1 for all that hold no long list and no long text. */
export function weightOf(entry: unknown): number {
  if (typeof entry !== 'object' || entry === null) return 1;
  const { over, note, text } = entry as Record<string, unknown>;
  const ids = Array.isArray(over) ? over.length * ID_CHARACTERS : 0;
  return 1 + Math.floor((ids + lengthOf(note) + lengthOf(text)) / CHARACTERS);
}

const lengthOf = (text: unknown): number => (typeof text === 'string' ? text.length : 0);
