import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  deleteComment,
  editComment,
  reopenThread,
  replyTo,
  resolveThread,
} from '../../../shared/scenario/comment-intent.ts';
import { cellValue } from './cell-value.ts';
import { Composer } from './composer.tsx';
import { replyDraft, useDraft } from './drafts.ts';
import { MessageItem } from './message-item.tsx';
import { ThreadActions } from './thread-actions.tsx';
import { isOpen } from './thread-views.ts';
import { ThreadStatus } from './thread-status.tsx';
import styles from './thread-card.module.css';
import { useSeen } from './use-seen.ts';
import type { CommentEntry } from '../../../shared/scenario/comment.ts';
import type { Author } from '../../../shared/scenario/intent.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { Named } from './mentions.ts';
import type { ThreadView } from './thread-views.ts';

interface Props {
  readonly view: ThreadView;
  readonly context: PanelContext;
  readonly people: readonly Named[];
  readonly canWrite: boolean;
  /** Whether the card says which cell it is about. */
  readonly named: boolean;
}

/** One talk about one cell. */
export function ThreadCard({ view, context, people, canWrite, named }: Props) {
  const { t } = useTranslation('scenarios');
  const { session, explainer, desk, user } = context;
  const { thread } = view;
  const card = useRef<HTMLLIElement>(null);
  const isNew = useSeen(card, view.mentions, desk.seen);
  const [draft, setDraft] = useDraft(desk.drafts, replyDraft(thread.id));
  const open = isOpen(view.state);
  const value = () => cellValue(session, thread.cell);
  const post = (make: (author: Author) => CommentEntry): void => session.comments.post(make);
  return (
    <li
      ref={card}
      className={styles['card']}
      data-testid="thread"
      data-state={view.state.kind}
      data-cell={thread.cell}
      data-new={isNew || undefined}
    >
      {named && (
        <button
          type="button"
          className={styles['cell']}
          title={t('comments.goTo')}
          onClick={() => context.goTo(thread.cell)}
          data-testid="thread-cell"
        >
          {explainer.words.cell(thread.cell)}
        </button>
      )}
      {isNew && <span className={styles['new']}>{t('comments.isNew')}</span>}
      <ThreadStatus view={view} explainer={explainer} />
      {[thread.first, ...thread.replies].map((message) => (
        <MessageItem
          key={message.id}
          message={message}
          explainer={explainer}
          people={people}
          user={user.id}
          own={
            canWrite && message.by === user.id
              ? {
                  onEdit: (text) => post((author) => editComment(author, thread, message, text)),
                  onDelete: () => post((author) => deleteComment(author, thread, message)),
                }
              : undefined
          }
        />
      ))}
      {canWrite && open && draft !== undefined && (
        <Composer
          label={t('comments.replyTo', { name: explainer.nameOf(thread.first.by) })}
          text={draft}
          onText={setDraft}
          people={people.filter(({ id }) => id !== user.id)}
          send={t('comments.reply')}
          onSend={(text) => {
            post((author) => replyTo(author, thread, text, value()));
            setDraft(undefined);
          }}
          onLeave={() => {
            if (draft.trim() === '') setDraft(undefined);
            context.goTo(thread.cell);
          }}
          onCancel={() => setDraft(undefined)}
          focused
          testid="reply-box"
        />
      )}
      {canWrite && (!open || draft === undefined) && (
        <ThreadActions
          open={open}
          onReply={() => setDraft('')}
          onResolve={() => post((author) => resolveThread(author, thread, value()))}
          onReopen={() => post((author) => reopenThread(author, thread, value()))}
        />
      )}
    </li>
  );
}
