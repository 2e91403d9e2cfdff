/** How many colours tell people apart. */
export const PERSON_COLOURS = 12;

/** The colour slot a person has by himself, 1 to 12: a pure function of the id (FNV-1a), the same everywhere, present or not. */
export function personColour(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193) >>> 0;
  }
  return (hash % PERSON_COLOURS) + 1;
}

/** The wished slot, or the next one that is free; with all taken the wished one again. */
export function freeColour(wish: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < PERSON_COLOURS; step += 1) {
    const slot = ((wish - 1 + step) % PERSON_COLOURS) + 1;
    if (!taken.has(slot)) return slot;
  }
  return wish;
}
