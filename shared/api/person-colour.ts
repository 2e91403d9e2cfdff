/** How many colours tell people apart. */
const PERSON_COLOURS = 8;

/** The colour slot of a person, 1 to 8: a pure function of the id (FNV-1a), the same everywhere, present or not. */
export function personColour(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193) >>> 0;
  }
  return (hash % PERSON_COLOURS) + 1;
}
