import { useTranslation } from 'react-i18next';
import type { HourPoints } from './hour-points.ts';
import styles from './scope-panel.module.css';

/** What the lines of the curve are, and when one usually sells. */
export function CurveKey({ lines = true, usual }: { lines?: boolean; usual?: HourPoints['usual'] }) {
  const { t } = useTranslation('live');
  return (
    <p className={styles['key']}>
      {lines && (
        <>
          <span data-line="today">{t('curve.today')}</span>
          <span data-line="last-year">{t('curve.lastYear')}</span>
          <span data-line="objective">{t('curve.objective')}</span>
        </>
      )}
      {usual !== undefined && <span>{t('curve.usual', usual)}</span>}
    </p>
  );
}
