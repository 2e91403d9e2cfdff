import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { compareEdits } from '../../../shared/planning/edit.ts';
import { CellEntries } from './cell-entries.tsx';
import styles from './history.module.css';
import { useOlderEntries } from './use-older-entries.ts';
import type { CellFacts } from '../sheet/grid-reader.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { CellEntry } from './cell-entries.tsx';
import type { OlderEntries } from './use-older-entries.ts';
import type { HistoryItem } from '../../../shared/planning/history.ts';

interface Props {
  readonly context: PanelContext;
  readonly facts: CellFacts;
  readonly history: readonly HistoryItem[];
  readonly onRestore: ((value: number) => void) | undefined;
}

/** The entries of a cell, and on demand those that its document has dropped. */
export function WholeCellEntries({ context: { scenario, explainer }, facts, history, onRestore }: Props) {
  const { hierarchy } = explainer;
  const known = useMemo(() => history.map(({ edit }) => edit), [history]);
  const older = useOlderEntries(scenario, { address: facts.address, hierarchy, known });
  const all = useMemo(() => {
    const dropped = older.entries.map((edit): CellEntry => ({ edit, status: 'recorded' }));
    return [...history, ...dropped].toSorted((a, b) => compareEdits(a.edit, b.edit));
  }, [history, older.entries]);
  return (
    <>
      <CellEntries history={all} facts={facts} explainer={explainer} onRestore={onRestore} />
      <Older older={older} />
    </>
  );
}

function Older({ older: { state, search } }: { readonly older: OlderEntries }) {
  const { t } = useTranslation('scenarios');
  if (state === 'over') return null;
  if (state === 'none') return <output className={styles['foot']}>{t('history.recorded.none')}</output>;
  return (
    <div className={styles['foot']}>
      {state === 'failed' && <p role="alert">{t('history.recorded.failed')}</p>}
      <Button
        size="compact-xs"
        variant="subtle"
        loading={state === 'searching'}
        onClick={search}
        data-testid="history-older"
      >
        {t(state === 'failed' ? 'history.recorded.retry' : 'history.recorded.search')}
      </Button>
    </div>
  );
}
