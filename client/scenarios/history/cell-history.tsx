import { Skeleton } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../engine/use-answer.ts';
import { AuthorBridge } from './author-bridge.tsx';
import { CellStory } from './cell-story.tsx';
import styles from './history.module.css';
import { WholeCellEntries } from './whole-cell-entries.tsx';
import type { CellFacts } from '../sheet/grid-reader.ts';
import type { PanelContext } from '../panels/panels.ts';

interface Props {
  readonly context: PanelContext;
  readonly facts: CellFacts;
}

/** One cell: how its value came about, through whom, and all that was entered on it. */
export function CellHistory({ context, facts }: Props) {
  const { t } = useTranslation('scenarios');
  const { session, explainer, reader, position } = context;
  const { address, cell } = facts;
  const ask = useCallback(
    () => Promise.all([session.engine.explain(address), session.engine.history(address)]),
    [session, address],
  );
  const answer = useAnswer(session, ask);
  if (answer.kind === 'loading')
    return <Skeleton height={120} className={styles['late'] ?? ''} aria-label={t('history.loading')} />;
  if (answer.kind === 'failed') return <p role="alert">{t('history.failed')}</p>;
  const [explanation, history] = answer.value;
  const open = position !== undefined && reader.lock(position) === undefined;
  return (
    <div key={address}>
      <h3 className={styles['heading']}>{t('history.story.title')}</h3>
      <CellStory context={context} facts={facts} explanation={explanation} />
      {explanation.contributions.length > 0 && (
        <>
          <h3 className={styles['heading']}>{t('history.bridge.title')}</h3>
          <AuthorBridge measure={cell.measure} explanation={explanation} explainer={explainer} />
        </>
      )}
      <h3 className={styles['heading']}>{t('history.entries.title')}</h3>
      <WholeCellEntries
        context={context}
        facts={facts}
        history={history}
        onRestore={open ? (v) => void session.edit(address, { op: 'set', v }) : undefined}
      />
    </div>
  );
}
