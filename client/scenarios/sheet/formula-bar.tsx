import { ActionIcon, Button } from '@mantine/core';
import { ChevronDown, ChevronUp, History } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './formula-bar.module.css';
import { HoldButton } from '../entry/hold-button.tsx';
import { LandingNote } from '../landing/landing-note.tsx';
import { useLastYear } from './use-last-year.ts';
import { usePlanVersion, useStore } from '../session/use-plan-version.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { GridReader } from './grid-reader.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Explainer } from './explain.ts';
import type { LandingDesk } from '../landing/landing-desk.ts';
import type { Store } from '../../ui/store.ts';

interface Props {
  readonly session: PlanSession;
  readonly reader: GridReader;
  readonly explainer: Explainer;
  readonly landing: LandingDesk;
  readonly position: CellPosition | undefined;
  /** What is being typed into the cell. */
  readonly draft: Store<string | undefined>;
  readonly measure: string;
  /** Holds or releases the cell; absent where nothing can be held. */
  readonly onHold: ((position: CellPosition) => void) | undefined;
  readonly onHistory: () => void;
  /** Shows the values that met here, below a rectangle: the way there without a mouse. */
  readonly onConflict: (anchor: DOMRect) => void;
}

/** The chosen cell in words: where it is, its value in full, how it came about. */
export const FormulaBar = memo((props: Props) => {
  const { session, reader, explainer, landing, position, draft, measure, onHold, onHistory, onConflict } = props;
  const { t } = useTranslation('scenarios');
  const [all, setAll] = useState(false);
  usePlanVersion(session);
  const lastYear = useLastYear(session, measure, position?.row);
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
  const before = lastYear?.[facts.cell.period];
  return (
    <section className={styles['bar']} aria-label={t('bar.label')} data-all={all} data-testid="formula-bar">
      <span className={styles['address']} data-testid="cell-address">
        {explainer.words.cell(facts.address)}
      </span>
      <span className={styles['value']} data-testid="cell-value" data-value={facts.value ?? ''}>
        <ValueText value={reader.full(facts.value)} draft={draft} />
      </span>
      {onHold && lock === undefined && (
        <HoldButton held={facts.state.held !== undefined} onToggle={() => onHold(position)} />
      )}
      {facts.state.conflict && (
        <Button
          className={`${styles['history']} ${styles['conflict']}`}
          size="compact-xs"
          variant="light"
          onClick={({ currentTarget }) => onConflict(currentTarget.getBoundingClientRect())}
          data-testid="see-conflict"
        >
          {t('conflict.see')}
        </Button>
      )}
      <LandingNote session={session} desk={landing} facts={facts} explainer={explainer} />
      <span className={styles['story']} data-testid="cell-story" title={story.join('\n')}>
        {story.length > 0 ? story.join(' · ') : (lock ?? t('mark.base'))}
      </span>
      {story.length > 0 && <HistoryButton onClick={onHistory} />}
      {before !== undefined && (
        <span className={styles['quiet']}>{t('bar.before', { value: reader.full(before) })}</span>
      )}
      <MoreButton all={all} onToggle={() => setAll(!all)} />
    </section>
  );
});

/** All of the bar that a key pressed draws again. */
function ValueText({ value, draft }: { readonly value: string; readonly draft: Store<string | undefined> }) {
  const { t } = useTranslation('scenarios');
  return useStore(draft) === undefined ? value : t('bar.editing', { value });
}

/** On a phone the bar is two lines; what has no room there comes at a tap. */
function MoreButton({ all, onToggle }: { readonly all: boolean; readonly onToggle: () => void }) {
  const { t } = useTranslation('scenarios');
  const Icon = all ? ChevronUp : ChevronDown;
  return (
    <ActionIcon
      className={styles['more'] ?? ''}
      size="sm"
      variant="subtle"
      aria-expanded={all}
      aria-label={t('bar.more')}
      onClick={onToggle}
      data-testid="bar-more"
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}

const HistoryButton = memo(({ onClick }: { readonly onClick: () => void }) => {
  const { t } = useTranslation('scenarios');
  return (
    <ActionIcon
      className={styles['history'] ?? ''}
      size="sm"
      variant="subtle"
      aria-label={t('panel.seeHistory')}
      title={t('panel.seeHistory')}
      onClick={onClick}
      data-testid="see-history"
    >
      <History size={14} aria-hidden />
    </ActionIcon>
  );
});
