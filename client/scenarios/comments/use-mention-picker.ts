import { useState } from 'react';
import { mentionChoices, mentionQuery, withMention } from './mention-query.ts';
import type { Named } from './mentions.ts';

export interface MentionPicker {
  readonly choices: readonly Named[];
  readonly active: number;
  /** Where the caret is now; `undefined` when the field was left. */
  readonly moved: (caret: number | undefined) => void;
  /** Whether the key was for the list. */
  readonly press: (key: string) => boolean;
  readonly pick: (person: Named) => void;
}

/** Offers people while `@…` stands before the caret. @param onPick the text with the mention, and where the caret goes */
export function useMentionPicker(
  text: string,
  people: readonly Named[],
  onPick: (text: string, caret: number) => void,
): MentionPicker {
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(0);
  /** The `@` whose list was closed by Escape. */
  const [closed, setClosed] = useState<number>();
  const query = caret === undefined ? undefined : mentionQuery(text, caret);
  const choices = query && query.from !== closed ? mentionChoices(query, people) : [];
  const shown = Math.min(active, choices.length - 1);

  const pick = (person: Named): void => {
    if (!query) return;
    const after = withMention(text, query, person.name);
    setCaret(after.caret);
    setActive(0);
    onPick(after.text, after.caret);
  };

  return {
    choices,
    active: shown,
    moved: (next) => {
      setCaret(next);
      if (next === undefined || mentionQuery(text, next)?.from !== closed) setClosed(undefined);
      if (next !== caret) setActive(0);
    },
    press: (key) => {
      const person = choices[shown];
      if (!person) return false;
      if (key === 'ArrowDown') setActive((shown + 1) % choices.length);
      else if (key === 'ArrowUp') setActive((shown + choices.length - 1) % choices.length);
      else if (key === 'Enter' || key === 'Tab') pick(person);
      else if (key === 'Escape') setClosed(query?.from);
      else return false;
      return true;
    },
    pick,
  };
}
