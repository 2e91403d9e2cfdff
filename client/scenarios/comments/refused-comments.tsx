import { CloseButton } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from '../session/refused-notice.module.css';
import { useStore } from '../session/use-plan-version.ts';
import type { CommentEntry } from '../../../shared/scenario/comment.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { PlanWords, Words } from '../sheet/plan-words.ts';

/** Comments the server did not take: their texts stand here, since they stand nowhere else, until this is closed. */
export function RefusedComments({ session, words }: { session: PlanSession; words: PlanWords }) {
  const { t } = useTranslation('scenarios');
  const refusals = useStore(session.comments.refusals);
  const code = refusals.at(-1)?.code;
  if (code === undefined) return null;
  const entries = refusals.flatMap((refusal) => refusal.entries);
  return (
    <div className={styles['notice']} role="alert" data-testid="refused-comments">
      <TriangleAlert size={16} aria-hidden className={styles['icon']} />
      <div>
        <strong>{t('comments.refused', { count: entries.length })}</strong> {reason(t, code)}{' '}
        {t('comments.refusedText')}
        <ul className={styles['list']}>
          {entries.map((entry) => (
            <li key={entry.id}>
              {words.cell(entry.cell)} : {said(t, entry)}
            </li>
          ))}
        </ul>
      </div>
      <CloseButton aria-label={t('refused.close')} onClick={() => session.comments.refusals.set([])} />
    </div>
  );
}

function said(t: Words, entry: CommentEntry): string {
  if ('text' in entry) return entry.text;
  return t(`comments.refusedAct.${entry.op}`);
}

function reason(t: Words, code: string): string {
  if (code === 'full' || code === 'share') return t(`comments.${code}`);
  return code === 'rights' || code === 'clock' ? t(`refused.${code}`) : t('refused.other', { code });
}
