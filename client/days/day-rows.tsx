import { Checkbox } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import type { DayGroup } from './day-groups.ts';
import styles from './day-table.module.css';
import { dayText } from './day-text.ts';
import { Gap } from './gap.tsx';
import type { Selection } from './selection.ts';
import { StoreRow } from './store-row.tsx';

interface Props {
  group: DayGroup;
  selection: Selection | undefined;
  open: boolean;
  onTurn: () => void;
}

/** A day: its sums, and below them its stores. */
export function DayRows({ group, selection, open, onTurn }: Props) {
  const { t } = useTranslation('days');
  const language = useLanguage();
  const formats = useFormats();
  const { day, items, closed, gaps, revenue, tillRevenue, gap } = group;
  const name = dayText(day, language);
  const chosen = selection === undefined ? 0 : items.filter(selection.has).length;
  return (
    <tbody data-testid="day-group" data-day={day}>
      <tr className={styles['day']}>
        <th scope="rowgroup">
          <span className={styles['name']}>
            {selection !== undefined && (
              <Checkbox
                size="xs"
                aria-label={t('select.day', { day: name })}
                checked={chosen === items.length}
                indeterminate={chosen > 0 && chosen < items.length}
                onChange={(event) => selection.set(items, event.currentTarget.checked)}
              />
            )}
            <button type="button" className={styles['turn']} aria-expanded={open} onClick={onTurn}>
              <ChevronRight size={14} aria-hidden />
              {name}
            </button>
          </span>
        </th>
        <td className={styles['summary']}>
          {t('table.closedCount', { closed: formats.count(closed), count: items.length })}
          {gaps > 0 && (
            <span className={styles['gaps']}> · {t('table.gapCount', { count: gaps, n: formats.count(gaps) })}</span>
          )}
        </td>
        <td className={styles['number']} data-label={t('table.revenueShort')}>
          {formats.money(revenue)}
        </td>
        <td className={styles['number']} data-label={t('table.tillShort')}>
          {formats.money(tillRevenue)}
        </td>
        <td className={styles['number']} data-label={t('table.gap')}>
          <Gap value={gap} />
        </td>
        <td className={styles['wide']} aria-hidden />
      </tr>
      {open && items.map((item) => <StoreRow key={item.store} item={item} day={name} selection={selection} />)}
    </tbody>
  );
}
