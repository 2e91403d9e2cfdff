import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { personStyle } from '../../presence/person-style.ts';
import { Anchored } from './anchored.tsx';
import styles from './conflict-panel.module.css';
import { typedLine } from './explain.ts';
import type { Explainer } from './explain.ts';
import type { Conflict } from '../../../shared/planning/edit-log.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

interface Props {
  readonly conflict: Conflict;
  readonly anchor: DOMRect;
  readonly explainer: Explainer;
  /** Absent for who may not write here. */
  readonly onKeep: ((edit: Edit) => void) | undefined;
  readonly onClose: () => void;
  readonly onEscape: () => void;
}

/** Two intentions on one cell, side by side; keeping either is one click. */
export function ConflictPanel({ conflict, anchor, explainer, onKeep, onClose, onEscape }: Props) {
  const { t } = useTranslation('scenarios');
  const met = [conflict.kept, ...conflict.lost];
  return (
    <Anchored anchor={anchor} onClose={onClose} onEscape={onEscape} passing={false} label={t('conflict.title')}>
      <p className={styles['title']}>{t('conflict.title')}</p>
      <p className={styles['text']}>{t('conflict.none')}</p>
      <ul className={styles['list']}>
        {met.map((edit) => (
          <li key={edit.id} className={styles['entry']} style={personStyle(explainer.slotOf(edit.by))}>
            <span className={styles['line']}>
              {typedLine(explainer, edit)}
              <span className={styles['role']}>{t(edit === conflict.kept ? 'conflict.kept' : 'conflict.lost')}</span>
            </span>
            {onKeep && (
              <Button size="compact-sm" variant="default" onClick={() => onKeep(edit)} data-testid="conflict-keep">
                {t('conflict.keep')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Anchored>
  );
}
