import { foldHeader } from '../mapping/header-words.ts';

/** What two ways of writing one name have in common: case, accents and punctuation apart. */
export function foldName(name: string): string {
  return foldHeader(name) || name.trim().toLowerCase();
}

/** A code for something new: its name in capitals, digits and hyphens, with a number where that is taken. Adds it to `taken`. */
export function newCode(name: string, max: number, taken: Set<string>): string {
  const base = foldHeader(name).toUpperCase().replaceAll(' ', '-').slice(0, max).replace(/-$/, '') || 'X';
  let code = base;
  for (let n = 2; taken.has(code); n++) code = `${base.slice(0, max - 1 - String(n).length)}-${n}`;
  taken.add(code);
  return code;
}
