import { matches } from '../../ui/search-text.ts';
import { mentionParts } from './mentions.ts';
import type { Named } from './mentions.ts';

/** The mention being typed: from its `@` to the caret, in UTF-16 units. */
export interface MentionQuery {
  readonly from: number;
  readonly to: number;
  /** What follows the `@`. */
  readonly text: string;
}

const CHOICES = 6;
const LONGEST = 60;

export function mentionQuery(text: string, caret: number): MentionQuery | undefined {
  const [found] = /(?<![\p{L}\p{N}_])@[^@\n]*$/u.exec(text.slice(0, caret)) ?? [];
  if (found === undefined || found.length > LONGEST || /^@\s/u.test(found)) return undefined;
  return { from: caret - found.length, to: caret, text: found.slice(1) };
}

/** Who may be meant; once a name is complete and something follows, only who is called so and more. */
export function mentionChoices({ text }: MentionQuery, people: readonly Named[]): Named[] {
  const [first, ...more] = mentionParts(`@${text}`, people);
  const complete = first?.people !== undefined && more.length > 0;
  const fits = ({ name }: Named): boolean => (complete ? begins(name, text) : matches(name, text));
  return people.filter(fits).slice(0, CHOICES);
}

/** The text with the mention in place of what was typed of it, and where the caret goes. */
export function withMention(text: string, { from, to }: MentionQuery, name: string): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(to).replace(/^ /u, ''), caret: before.length };
}

function begins(name: string, text: string): boolean {
  const typed = text.normalize('NFC');
  const start = name.normalize('NFC').slice(0, typed.length);
  return start.localeCompare(typed, 'fr', { sensitivity: 'base' }) === 0;
}
