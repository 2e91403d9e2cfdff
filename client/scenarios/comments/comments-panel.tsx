import { SegmentedControl } from '@mantine/core';
import { MessageSquare } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/states.tsx';
import { cellAddress } from '../sheet/plan-rows.ts';
import { SidePanel } from '../panels/side-panel.tsx';
import { useStore } from '../session/use-plan-version.ts';
import { mayComment } from './comment-desk.ts';
import styles from './comments-panel.module.css';
import { ComposeCell } from './compose-cell.tsx';
import { begunCells } from './drafts.ts';
import { ThreadList } from './thread-list.tsx';
import { passes } from './thread-views.ts';
import { useThreadViews } from './use-thread-views.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { ThreadFilter } from './thread-views.ts';

const FILTERS = ['open', 'resolved', 'mentions'] as const;

/** What is said about the plan: on the active cell, then everywhere else. */
export function CommentsPanel(context: PanelContext) {
  const { t } = useTranslation('scenarios');
  const { session, user, scenario, position, option, explainer, desk } = context;
  const { views, people } = useThreadViews(session, user);
  const [filter, setFilter] = useState<ThreadFilter>('open');
  const canWrite = mayComment(scenario.sheets);
  const cell = position && cellAddress(option.id, position.row, position.column);
  const here = views.filter(({ thread }) => thread.cell === cell);
  const elsewhere = views.filter(({ thread }) => thread.cell !== cell);
  const counts = FILTERS.map((id) => elsewhere.filter((view) => passes(view, id)).length);
  const card = { context, people, canWrite };

  // Without a box to take it, the wish must not wait and snatch the focus later.
  useEffect(() => {
    if (!canWrite || cell === undefined) desk.settle();
  }, [canWrite, cell, desk]);

  return (
    <SidePanel title={t('panel.comments')} onClose={context.onClose} testid="comments-panel">
      <section className={styles['section']} aria-label={t('comments.here')}>
        {cell !== undefined && <h3 className={styles['title']}>{explainer.words.cell(cell)}</h3>}
        {!canWrite && <p className={styles['quiet']}>{t('comments.reader')}</p>}
        {canWrite && cell === undefined && <p className={styles['quiet']}>{t('comments.chooseCell')}</p>}
        {canWrite && cell !== undefined && <ComposeCell cell={cell} context={context} people={people} />}
        {canWrite && <BegunElsewhere context={context} cell={cell} />}
        <ThreadList key={cell} views={here} named={false} {...card} />
      </section>
      {views.length === 0 ? (
        <EmptyState
          icon={MessageSquare}
          title={t('comments.empty')}
          text={t(canWrite ? 'comments.emptyText' : 'comments.emptyReader')}
        />
      ) : (
        <section className={styles['section']} aria-label={t('comments.elsewhere')}>
          <h3 className={styles['title']}>{t('comments.elsewhere')}</h3>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('comments.filter')}
            value={filter}
            onChange={(next) => setFilter(next as ThreadFilter)}
            data={FILTERS.map((id, index) => ({ value: id, label: `${t(`comments.${id}`)} ${counts[index] || ''}` }))}
            data-testid="comments-filter"
          />
          {elsewhere.some((view) => passes(view, filter)) ? (
            <ThreadList key={filter} views={elsewhere.filter((view) => passes(view, filter))} named {...card} />
          ) : (
            <p className={styles['quiet']}>{t(`comments.none.${filter}`)}</p>
          )}
        </section>
      )}
    </SidePanel>
  );
}

/** The way back to a text that was begun on another cell. */
function BegunElsewhere({ context, cell }: { context: PanelContext; cell: string | undefined }) {
  const { t } = useTranslation('scenarios');
  const drafts = useStore(context.desk.drafts);
  return begunCells(drafts)
    .filter((begun) => begun !== cell)
    .map((begun) => (
      <button key={begun} type="button" className={styles['begun']} onClick={() => context.goTo(begun)}>
        <span>{t('comments.drafts')}</span> {context.explainer.words.cell(begun)}
      </button>
    ));
}
