import { ActionIcon } from '@mantine/core';
import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './formula-bar.module.css';
import { HoldButton } from './entry/hold-button.tsx';
import { usePlanVersion } from './use-plan-version.ts';
import type { CellPosition } from '../grid/cell.ts';
import type { GridReader } from './grid-reader.ts';
import type { PlanSession } from './plan-session.ts';
import type { PlanWords } from './plan-words.ts';
import type { ReactNode } from 'react';

interface Props {
  readonly session: PlanSession;
  readonly reader: GridReader;
  readonly words: PlanWords;
  readonly position: CellPosition | undefined;
  /** What is being typed into the cell. */
  readonly draft: string | undefined;
  readonly before: number | null | undefined;
  /** Holds or releases the cell; absent where nothing can be held. */
  readonly onHold: (() => void) | undefined;
  readonly onHistory: () => void;
  /** What else there is to say about the value. */
  readonly children?: ReactNode;
}

/** The chosen cell in words: where it is, its value in full, how it came about. */
export function FormulaBar(props: Props) {
  const { session, reader, words, position, draft, before, onHold, onHistory, children } = props;
  const { t } = useTranslation('scenarios');
  usePlanVersion(session);
  const facts = position && reader.facts(position);
  if (!position || !facts) {
    return (
      <div className={styles['bar']} data-testid="formula-bar">
        <span className={styles['quiet']}>{t('bar.nothing')}</span>
      </div>
    );
  }
  const lock = reader.lock(position);
  const story = reader.story(position);
  const value = reader.full(facts.value);
  return (
    <section className={styles['bar']} aria-label={t('bar.label')} data-testid="formula-bar">
      <span className={styles['address']} data-testid="cell-address">
        {words.cell(facts.address)}
      </span>
      <span className={styles['value']} data-testid="cell-value" data-value={facts.value ?? ''}>
        {draft === undefined ? value : t('bar.editing', { value })}
      </span>
      {onHold && lock === undefined && <HoldButton held={facts.state.held !== undefined} onToggle={onHold} />}
      {children}
      <span className={styles['story']} data-testid="cell-story" title={story.join('\n')}>
        {story.length > 0 ? story.join(' · ') : (lock ?? t('mark.base'))}
      </span>
      {story.length > 0 && (
        <ActionIcon
          className={styles['history'] ?? ''}
          size="sm"
          variant="subtle"
          aria-label={t('panel.seeHistory')}
          title={t('panel.seeHistory')}
          onClick={onHistory}
          data-testid="see-history"
        >
          <History size={14} aria-hidden />
        </ActionIcon>
      )}
      {before !== undefined && (
        <span className={styles['quiet']}>{t('bar.before', { value: reader.full(before) })}</span>
      )}
    </section>
  );
}
