import { Button } from '@mantine/core';
import { CheckCheck, Lock } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDay } from '../../shared/api/store-days.ts';
import { mayCloseDays } from '../api/rights.ts';
import { useUser } from '../api/session.ts';
import { EmptyState } from '../ui/states.tsx';
import { useFormats } from '../ui/use-formats.ts';
import { ClosingWaits } from './closing-waits.tsx';
import { groupByDay, isMatching, shownOf, type Shown } from './day-groups.ts';
import styles from './days.module.css';
import { DayTable } from './day-table.tsx';
import { useSelection } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';

interface Props {
  items: readonly StoreDay[];
  shown: Shown;
  onShowAll: () => void;
}

/** The days of a period, with what may be done to them. */
export function Days({ items, shown, onShowAll }: Props) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  const mayClose = mayCloseDays(useUser());
  const visible = useMemo(() => shownOf(items, shown), [items, shown]);
  const groups = useMemo(() => groupByDay(visible), [visible]);
  const matching = useMemo(() => visible.filter(isMatching), [visible]);
  const selection = useSelection(visible);
  const [done, setDone] = useState<string>();
  const closing = visible.filter(({ state }) => state === 'closing').length;
  if (groups.length === 0) return <Nothing shown={items.length === 0 ? 'all' : shown} onShowAll={onShowAll} />;
  const words = { count: matching.length, n: formats.count(matching.length) };
  return (
    <>
      {mayClose && (matching.length > 0 || done !== undefined) && (
        <div className={styles['hint']}>
          {matching.length > 0 && (
            <Button
              size="xs"
              variant="default"
              leftSection={<CheckCheck size={14} aria-hidden />}
              onClick={() => selection.set(matching, true)}
              data-testid="days-matching"
            >
              {t('select.matching', words)}
            </Button>
          )}
          {done !== undefined && <output className={styles['done']}>{done}</output>}
        </div>
      )}
      {mayClose && closing > 0 && <ClosingWaits count={closing} />}
      <DayTable groups={groups} selection={mayClose ? selection : undefined} unfolded={shown !== 'all'} />
      {mayClose && <SelectionBar selection={selection} onDone={setDone} />}
    </>
  );
}

function Nothing({ shown, onShowAll }: { shown: Shown; onShowAll: () => void }) {
  const { t } = useTranslation('days');
  if (shown === 'all') return <EmptyState title={t('empty.title')} text={t('empty.text')} />;
  const [title, text] =
    shown === 'gaps'
      ? ([t('empty.noGap'), t('empty.noGapText')] as const)
      : ([t('empty.allClosed'), t('empty.allClosedText')] as const);
  return (
    <EmptyState
      icon={shown === 'gaps' ? CheckCheck : Lock}
      title={title}
      text={text}
      actions={
        <Button variant="default" onClick={onShowAll}>
          {t('empty.showAll')}
        </Button>
      }
    />
  );
}
