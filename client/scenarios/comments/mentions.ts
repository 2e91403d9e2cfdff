/** Somebody who can be mentioned. */
export interface Named {
  readonly id: string;
  readonly name: string;
  /** Colour slot, where it is not the person's by himself. */
  readonly slot?: number | undefined;
}

/** A stretch of a text; with people when it is a mention of them. */
export interface TextPart {
  readonly text: string;
  /** More than one where several have the same name. */
  readonly people?: readonly Named[];
}

/**
 * Cuts a text at its mentions, `@Prénom Nom` in plain text. Accents and case do not matter; of names that begin alike the
 * longest that fits is meant, and an address (`lea@durand.fr`) is none. The parts joined are the text, in normal form C.
 */
export function mentionParts(text: string, people: readonly Named[]): TextPart[] {
  if (!text.includes('@')) return text === '' ? [] : [{ text: text.normalize('NFC') }];
  const chars = Array.from(text.normalize('NFC'));
  const folded = chars.map(fold);
  const names = people.map((person) => ({ person, chars: Array.from(person.name.normalize('NFC')) }));
  const parts: TextPart[] = [];
  let plain = 0;
  let at = 0;
  while (at < chars.length) {
    const length = chars[at] === '@' && !isWord(chars[at - 1]) ? longestName(names, chars, folded, at + 1) : 0;
    if (length === 0) {
      at += 1;
      continue;
    }
    const end = at + 1 + length;
    if (at > plain) parts.push({ text: chars.slice(plain, at).join('') });
    parts.push({
      text: chars.slice(at, end).join(''),
      people: meant(names, chars.slice(at + 1, end), folded.slice(at + 1, end)),
    });
    plain = end;
    at = end;
  }
  if (plain < chars.length) parts.push({ text: chars.slice(plain).join('') });
  return parts;
}

/** Ids of the people a text mentions, each once. */
export function mentionsOf(text: string, people: readonly Named[]): string[] {
  const mentioned = mentionParts(text, people).flatMap((part) => part.people ?? []);
  return [...new Set(mentioned.map(({ id }) => id))];
}

interface NameChars {
  readonly person: Named;
  readonly chars: readonly string[];
}

function longestName(
  names: readonly NameChars[],
  chars: readonly string[],
  folded: readonly string[],
  from: number,
): number {
  let longest = 0;
  for (const { chars: name } of names) {
    const end = from + name.length;
    const fits = name.length > longest && name.every((char, index) => fold(char) === folded[from + index]);
    if (fits && !goesOn(chars, end)) longest = name.length;
  }
  return longest;
}

/** Those written exactly so, else all that read the same. */
function meant(names: readonly NameChars[], written: readonly string[], folded: readonly string[]): Named[] {
  const same = names.filter(
    ({ chars }) => chars.length === folded.length && chars.every((char, index) => fold(char) === folded[index]),
  );
  const exact = same.filter(({ chars }) => chars.join('') === written.join(''));
  return (exact.length > 0 ? exact : same).map(({ person }) => person);
}

/** Whether a name read up to `end` is only the beginning of a longer word: « Jean » of « Jean-Paul ». */
function goesOn(chars: readonly string[], end: number): boolean {
  return isWord(chars[end]) || (/^[-’']$/u.test(chars[end] ?? '') && isWord(chars[end + 1]));
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}_]/u.test(char);
}

/** Spaces are alike: keyboards and phones write several kinds. */
function fold(char: string): string {
  return /\s/u.test(char) ? ' ' : char.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
