import { Check, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { msOf } from '../../../shared/scenario/clock.ts';
import { valueText } from './cell-value.ts';
import { aboutValue } from './thread-views.ts';
import styles from './thread-card.module.css';
import type { Turn } from '../../../shared/scenario/threads.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { ThreadView } from './thread-views.ts';

interface Props {
  readonly view: ThreadView;
  readonly explainer: Explainer;
}

/** Where a thread stands, and how far its value has gone from the one it is about. */
export function ThreadStatus({ view: { thread, state, current }, explainer }: Props) {
  const { t } = useTranslation('scenarios');
  const { hierarchy, locale } = explainer;
  const value = (of: number | null): string => valueText(hierarchy, thread.cell, of, locale);
  const words = ({ by, at }: Turn) => ({ name: explainer.nameOf(by), at: explainer.when(msOf(at)) });
  if (state.kind === 'resolved') {
    const settled = state.turn.value;
    return (
      <p className={styles['status']} data-testid="thread-status">
        <Check size={13} aria-hidden />
        {settled === undefined
          ? t('comments.resolvedBy', words(state.turn))
          : t('comments.resolvedAt', { ...words(state.turn), value: value(settled) })}
      </p>
    );
  }
  const about = aboutValue(thread);
  const before = about === undefined || current === undefined ? undefined : value(about);
  const drifted = state.kind === 'drifted' ? value(state.move.from) : undefined;
  const now = current === undefined ? undefined : value(current);
  return (
    <>
      {state.kind === 'drifted' && (
        <p className={`${styles['status']} ${styles['drifted']}`} data-testid="thread-status">
          <RotateCcw size={13} aria-hidden />
          {t('comments.drifted', { from: value(state.move.from), to: value(state.move.to) })}
        </p>
      )}
      {thread.reopened && (
        <p className={styles['status']} data-testid="thread-status">
          <RotateCcw size={13} aria-hidden />
          {t('comments.reopenedBy', words(thread.reopened))}
        </p>
      )}
      {before !== undefined && before !== now && before !== drifted && (
        <p className={styles['about']} data-testid="thread-value">
          {t('comments.about', { before, now })}
        </p>
      )}
    </>
  );
}
