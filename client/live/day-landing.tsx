import { useTranslation } from 'react-i18next';
import type { Landing } from '../../shared/api/live-board.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './day-landing.module.css';

interface Props {
  landing: Landing;
  /** Of the whole day, €; 0: none. Left out where there is no room to compare with it. */
  objective?: number;
}

/** Where the day is expected to end, with how far off that may be; or why nobody can say yet. */
export function DayLanding({ landing, objective = 0 }: Props) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  if (landing.kind === 'over') return null;
  if (landing.kind !== 'expected') {
    const text =
      landing.kind === 'early' ? t('landing.early', { hour: landing.fromHour }) : t(`landing.${landing.kind}`);
    return <p className={`${styles['landing']} ${styles['muted']}`}>{text}</p>;
  }
  const { revenue, low, high, days, like } = landing;
  const range = { low: formats.moneyWhole(low), high: formats.moneyWhole(high) };
  return (
    <p className={styles['landing']} title={t(`landing.rule.${like}`, { count: days })} data-testid="landing">
      {t('landing.label')} <strong>{formats.moneyWhole(revenue)}</strong>{' '}
      <span className={styles['muted']}>
        {t('landing.range', range)}
        {objective > 0 && ` · ${t('landing.ofObjective', { rate: formats.percent(revenue / objective, 0) })}`}
      </span>
    </p>
  );
}
