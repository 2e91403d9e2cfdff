import styles from './message.module.css';
import { mentionParts } from './mentions.ts';
import type { Named } from './mentions.ts';

interface Props {
  readonly text: string;
  readonly people: readonly Named[];
  /** Whose mentions stand out. */
  readonly user: string;
}

/** A text as it was typed, its mentions marked. Text nodes only: nothing in it can become an element or a link. */
export function MessageText({ text, people, user }: Props) {
  return (
    <p className={styles['text']} data-testid="message-text">
      {mentionParts(text, people).map((part, index) => {
        if (!part.people) return part.text;
        const mine = part.people.some(({ id }) => id === user);
        return (
          <span key={`${index} ${part.text}`} className={styles['mention']} data-mine={mine || undefined}>
            {part.text}
          </span>
        );
      })}
    </p>
  );
}
