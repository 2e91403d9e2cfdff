import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { msOf } from '../../../shared/scenario/clock.ts';
import { initials } from '../../presence/people.ts';
import { personStyle } from '../../presence/person-style.ts';
import { Composer } from './composer.tsx';
import { DeleteQuestion } from './delete-question.tsx';
import { MessageText } from './message-text.tsx';
import styles from './message.module.css';
import { OwnTools } from './own-tools.tsx';
import type { Message } from '../../../shared/scenario/threads.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { Named } from './mentions.ts';

interface Props {
  readonly message: Message;
  readonly explainer: Explainer;
  readonly people: readonly Named[];
  readonly user: string;
  /** What the user may do with a message of his own; absent for all others. */
  readonly own?: { readonly onEdit: (text: string) => void; readonly onDelete: () => void } | undefined;
}

type Mode = { readonly kind: 'read' | 'asking' } | { readonly kind: 'editing'; readonly text: string };

/** One message: who, when, what; one's own can be changed and taken back. */
export function MessageItem({ message, explainer, people, user, own }: Props) {
  const { t } = useTranslation('scenarios');
  const [mode, setMode] = useState<Mode>({ kind: 'read' });
  const name = explainer.nameOf(message.by);
  const read = (): void => setMode({ kind: 'read' });
  return (
    <article className={styles['message']} style={personStyle(explainer.slotOf(message.by))} data-testid="message">
      <span className={styles['avatar']} aria-hidden>
        {initials(name)}
      </span>
      <header className={styles['head']}>
        <strong className={styles['name']}>{name}</strong>
        <span className={styles['quiet']}>
          {explainer.when(msOf(message.at))}
          {message.editedAt !== undefined && !message.deleted && ` · ${t('comments.edited')}`}
        </span>
        {own && !message.deleted && mode.kind === 'read' && (
          <OwnTools
            onEdit={() => setMode({ kind: 'editing', text: message.text })}
            onDelete={() => setMode({ kind: 'asking' })}
          />
        )}
      </header>
      <div className={styles['body']}>
        {mode.kind === 'editing' && !message.deleted ? (
          <Composer
            label={t('comments.editText')}
            text={mode.text}
            onText={(text) => setMode({ kind: 'editing', text })}
            people={people.filter(({ id }) => id !== user)}
            send={t('comments.save')}
            onSend={(text) => {
              if (text.trim() !== message.text) own?.onEdit(text);
              read();
            }}
            onLeave={read}
            onCancel={read}
            focused
            testid="edit-box"
          />
        ) : message.deleted ? (
          <p className={styles['gone']}>{t('comments.deleted')}</p>
        ) : (
          <MessageText text={message.text} people={people} user={user} />
        )}
        {mode.kind === 'asking' && !message.deleted && (
          <DeleteQuestion onDelete={() => own?.onDelete()} onCancel={read} />
        )}
      </div>
    </article>
  );
}
