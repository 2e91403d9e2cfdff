import { Progress as Bar } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './action-bar.module.css';
import { isGoingAhead } from './steps.ts';

/** How far the work is; heard in quarters, so that it does not talk over everything else. */
export function Progress({ item }: { item: Import }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { status, progress } = item;
  if (status !== 'queued' && status !== 'reading' && status !== 'checking' && status !== 'committing') return null;
  const words = isGoingAhead(item) ? t('bar.committing') : t(`bar.${status}`);
  const quarter = Math.floor(progress * 4) / 4;
  return (
    <div className={styles['progress']} data-testid="import-progress">
      <span>
        {words} {status !== 'queued' && <strong>{formats.percent(progress, 0)}</strong>}
      </span>
      <Bar.Root size="sm" className={styles['track'] ?? ''}>
        <Bar.Section value={progress * 100} aria-label={t('bar.progress')} animated={status === 'queued'} />
      </Bar.Root>
      <output className="visually-hidden">
        {words} {quarter > 0 && formats.percent(quarter, 0)}
      </output>
    </div>
  );
}
