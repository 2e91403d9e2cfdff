import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Delta } from '../ui/delta.tsx';
import { useFormats } from '../ui/use-formats.ts';
import styles from './ranking.module.css';
import type { Rank } from './ranks.ts';

interface Props {
  row: Rank;
  count: number;
  /** The attainment at which a bar is full. */
  full: number;
  name: string;
  /** The store that is looked at. */
  here: boolean;
  tabStop: boolean;
}

export const RankRow = memo(function RankRow({ row: { store, rank, moved }, count, full, name, here, tabStop }: Props) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const { scope, attainment, vsLastYear, revenueTtc } = store;
  const share = Math.min(Math.max((attainment ?? 0) / full, 0), 1);
  const bar = { '--share': share.toFixed(4), '--goal': `${(100 / full).toFixed(1)}%` } as CSSProperties;
  return (
    <li
      className={styles['place']}
      style={{ transform: `translateY(calc(${rank - 1} * var(--row)))` }}
      aria-setsize={count}
      aria-posinset={rank}
    >
      <Link
        to={`/direct?scope=${encodeURIComponent(scope)}`}
        className={styles['row'] ?? ''}
        data-rank={rank}
        data-store={scope}
        aria-current={here ? 'true' : undefined}
        tabIndex={tabStop ? 0 : -1}
      >
        <span className={styles['rank']}>{rank}</span>
        <span className={styles['name']}>
          <span className={styles['label']}>{name}</span>
          {moved !== undefined && (
            <span key={moved.look} className={styles['moved']}>
              <span aria-hidden>
                {moved.places > 0 ? '↑' : '↓'} {Math.abs(moved.places)}
              </span>
              <span className="visually-hidden">
                {t(moved.places > 0 ? 'ranking.up' : 'ranking.down', { count: Math.abs(moved.places) })}
              </span>
            </span>
          )}
        </span>
        <span data-by="attainment" className={styles['attainment']}>
          <span className={styles['bar']} style={bar} data-ahead={(attainment ?? 0) >= 1} aria-hidden />
          {attainment === null ? '–' : formats.percent(attainment, 0)}
        </span>
        <span data-by="vsLastYear">
          <Delta value={vsLastYear}>{formats.variation(vsLastYear)}</Delta>
        </span>
        <span data-by="revenueTtc">{formats.moneyWhole(revenueTtc)}</span>
      </Link>
    </li>
  );
});
