import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { msOf } from '../../../shared/scenario/clock.ts';
import { personStyle } from '../../presence/person-style.ts';
import { entryText } from './entry-text.ts';
import { fateText } from './fate.ts';
import styles from './history.module.css';
import type { Explainer } from '../sheet/explain.ts';
import type { CellFacts } from '../sheet/grid-reader.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { HistoryItem } from '../../../shared/planning/history.ts';

/** An entry of the documents and what became of it, or one that only the saved history has. */
export type CellEntry = HistoryItem | { readonly edit: Edit; readonly status: 'recorded' };

interface Props {
  /** In order. */
  readonly history: readonly CellEntry[];
  readonly facts: CellFacts;
  readonly explainer: Explainer;
  /** Absent for who may not write here. */
  readonly onRestore: ((value: number) => void) | undefined;
}

/** Everything entered on one very cell, newest first, and what has become of it. */
export function CellEntries({ history, facts, explainer, onRestore }: Props) {
  const { t } = useTranslation('scenarios');
  if (history.length === 0) return <p className={styles['quiet']}>{t('history.entries.none')}</p>;
  return (
    <ul className={styles['story']} data-testid="history-entries">
      {history.toReversed().map((item) => (
        <li
          key={item.edit.id}
          className={styles['entry']}
          style={personStyle(explainer.slotOf(item.edit.by))}
          data-testid="history-entry"
          data-status={item.status}
        >
          <span className={styles['line']}>
            <span className={styles['who']}>{explainer.nameOf(item.edit.by)}</span>
            <time className={styles['quiet']}>{explainer.when(msOf(item.edit.at))}</time>
          </span>
          <span className={styles['line']}>
            <span className={styles['what']}>
              <span className={item.status === 'counts' ? undefined : styles['past']}>
                {entryText(explainer, item.edit)}
              </span>
              <span className={styles['fate']}>
                {item.status === 'recorded' ? explainer.t('history.recorded.fate') : fateText(explainer, item)}
              </span>
            </span>
            {onRestore && <Restore item={item} facts={facts} explainer={explainer} onRestore={onRestore} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface RestoreProps {
  readonly item: CellEntry;
  readonly facts: CellFacts;
  readonly explainer: Explainer;
  readonly onRestore: (value: number) => void;
}

/** Only a value can come back; a percentage was one of a value that is gone. */
function Restore({ item: { edit, status }, facts, explainer, onRestore }: RestoreProps) {
  const { t } = useTranslation('scenarios');
  const { op, v } = edit;
  if (op !== 'set' || v === undefined || status === 'impossible' || isSame(v, facts.value)) return null;
  const label = t('history.entries.restoreOf', {
    value: entryText(explainer, edit),
    name: explainer.nameOf(edit.by),
    at: explainer.when(msOf(edit.at)),
  });
  return (
    <Button
      size="compact-xs"
      variant="default"
      className={styles['restore'] ?? ''}
      aria-label={label}
      onClick={() => onRestore(v)}
      data-testid="history-restore"
    >
      {t('history.entries.restore')}
    </Button>
  );
}

/** A value that was spread is its own sum but for rounding. */
function isSame(v: number, shown: number | null): boolean {
  return shown !== null && Math.abs(v - shown) <= 1e-9 * Math.max(1, Math.abs(v));
}
