import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './history.module.css';
import type { Recorded } from './use-recorded.ts';

/** How far the saved history was read: under a list that goes on with it. */
export function RecordedState({ recorded: { state, readOn } }: { readonly recorded: Recorded }) {
  const { t } = useTranslation('scenarios');
  if (state === 'failed') {
    return (
      <p role="alert" className={styles['foot']} data-testid="recorded-state" data-state={state}>
        {t('history.recorded.failed')}{' '}
        <Button size="compact-xs" variant="default" onClick={readOn} data-testid="recorded-retry">
          {t('history.recorded.retry')}
        </Button>
      </p>
    );
  }
  const text = state === 'complete' ? t('history.recorded.complete') : t('history.recorded.reading');
  return (
    <output className={styles['foot']} data-testid="recorded-state" data-state={state}>
      {text}
    </output>
  );
}
