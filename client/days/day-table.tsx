import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayGroup } from './day-groups.ts';
import { DayRows } from './day-rows.tsx';
import styles from './day-table.module.css';
import type { Selection } from './selection.ts';

interface Props {
  groups: readonly DayGroup[];
  /** Absent for those who only look. */
  selection: Selection | undefined;
  /** Whether all days show their stores at first; else the newest one that is over, or all where there is little to show. */
  unfolded: boolean;
}

const LITTLE = 60;

export function DayTable({ groups, selection, unfolded }: Props) {
  const { t } = useTranslation('days');
  const newest = groups.find(({ items }) => !items.some(({ today }) => today))?.day;
  const all = unfolded || groups.reduce((count, { items }) => count + items.length, 0) <= LITTLE;
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const turn = (day: string) => {
    setTurned((before) => {
      const after = new Set(before);
      if (!after.delete(day)) after.add(day);
      return after;
    });
  };
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} data-testid="days-table" data-choosing={selection !== undefined}>
        <caption className="visually-hidden">{t('table.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.store')}</th>
            <th scope="col">{t('table.state')}</th>
            <th scope="col" className={styles['number']}>
              {t('table.revenue')}
            </th>
            <th scope="col" className={styles['number']}>
              {t('table.till')}
            </th>
            <th scope="col" className={styles['number']}>
              {t('table.gap')}
            </th>
            <th scope="col" className={styles['wide']}>
              {t('table.closing')}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <DayRows
            key={group.day}
            group={group}
            selection={selection}
            open={(all || group.day === newest) !== turned.has(group.day)}
            onTurn={() => turn(group.day)}
          />
        ))}
      </table>
    </div>
  );
}
