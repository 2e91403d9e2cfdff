import { Button } from '@mantine/core';
import { Lock, LockOpen, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayState, StoreDay } from '../../shared/api/store-days.ts';
import { mayReopenDays } from '../api/rights.ts';
import { useUser } from '../api/session.ts';
import { useFormats } from '../ui/use-formats.ts';
import { CloseDialog } from './close-dialog.tsx';
import { useDayAction } from './day-queries.ts';
import { Problem } from './problem.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';
import type { Selection } from './selection.ts';
import styles from './selection-bar.module.css';

/** What may be done with the days chosen; stays in sight while the list scrolls. */
export function SelectionBar({ selection, onDone }: { selection: Selection; onDone: (words: string) => void }) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  const mayReopen = mayReopenDays(useUser());
  const [dialog, setDialog] = useState<'close' | 'reopen'>();
  const { items, clear } = selection;
  const toClose = items.filter(({ state }) => state === 'open');
  const toReopen = items.filter(({ state }) => state === 'closed');
  const toCancel = items.filter(({ state }) => state === 'closing');
  const cancelling = useDayAction();
  const counted = (days: readonly StoreDay[]) => ({ count: days.length, n: formats.count(days.length) });
  const end = (words: string) => {
    setDialog(undefined);
    clear();
    onDone(words);
  };
  type Words = 'close.done' | 'close.waits' | 'cancel.done' | 'cancel.late';
  const told = (words: Words, days: readonly StoreDay[], wanted: DayState): string[] => {
    const those = days.filter(({ state }) => state === wanted);
    return those.length > 0 ? [t(words, counted(those))] : [];
  };
  const closed = (days: readonly StoreDay[]) =>
    end([...told('close.done', days, 'closed'), ...told('close.waits', days, 'closing')].join(' '));
  /** Some may have been closed before they could be called off. */
  const cancelled = (days: readonly StoreDay[]) =>
    end([...told('cancel.done', days, 'open'), ...told('cancel.late', days, 'closed')].join(' '));
  const cancel = () => cancelling.mutate({ action: { kind: 'cancel' }, days: toCancel }, { onSuccess: cancelled });
  if (items.length === 0) return null;
  return (
    <>
      <div className={styles['bar']} role="toolbar" aria-label={t('select.chosen', counted(items))}>
        <span className={styles['count']}>{t('select.chosen', counted(items))}</span>
        <Button variant="subtle" color="gray" size="xs" onClick={clear}>
          {t('select.none')}
        </Button>
        <span className={styles['actions']}>
          {toCancel.length > 0 && (
            <Button
              variant="default"
              leftSection={<Undo2 size={14} aria-hidden />}
              loading={cancelling.isPending}
              onClick={cancel}
              data-testid="days-cancel"
            >
              {t('cancel.action')}
            </Button>
          )}
          {mayReopen && toReopen.length > 0 && (
            <Button
              variant="default"
              leftSection={<LockOpen size={14} aria-hidden />}
              onClick={() => setDialog('reopen')}
              data-testid="days-reopen"
            >
              {t('reopen.action')}
            </Button>
          )}
          {toClose.length > 0 && (
            <Button
              leftSection={<Lock size={14} aria-hidden />}
              onClick={() => setDialog('close')}
              data-testid="days-close"
            >
              {t('close.action')}
            </Button>
          )}
        </span>
        <Problem error={cancelling.error} />
      </div>
      {dialog === 'close' && <CloseDialog days={toClose} onClose={() => setDialog(undefined)} onDone={closed} />}
      {dialog === 'reopen' && (
        <ReopenDialog
          days={toReopen}
          onClose={() => setDialog(undefined)}
          onDone={(days) => end(t('reopen.done', counted(days)))}
        />
      )}
    </>
  );
}
