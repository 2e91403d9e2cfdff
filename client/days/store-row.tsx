import { Checkbox } from '@mantine/core';
import { PencilLine, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUTOMATIC, type StoreDay } from '../../shared/api/store-days.ts';
import { useFormats } from '../ui/use-formats.ts';
import { isQuiet } from './day-groups.ts';
import styles from './day-table.module.css';
import { Gap } from './gap.tsx';
import type { Selection } from './selection.ts';
import { StateBadge } from './state-badge.tsx';
import { StoredTotalsDialog } from './stored-totals-dialog.tsx';

interface Props {
  item: StoreDay;
  /** Its day in words. */
  day: string;
  selection: Selection | undefined;
}

export function StoreRow({ item, day, selection }: Props) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  const { store, name, revenue, receipts, tillRevenue, tillReceipts, tillTotals, gap, state } = item;
  const [looking, setLooking] = useState(false);
  const counted = (count: number, key: 'receipts' | 'totals') => t(`table.${key}`, { count, n: formats.count(count) });
  return (
    <tr
      data-testid="store-day"
      data-store={store}
      data-state={state}
      data-quiet={isQuiet(item)}
      data-chosen={selection?.has(item) === true}
    >
      <th scope="row">
        <label className={styles['name']}>
          {selection !== undefined && (
            <Checkbox
              size="xs"
              aria-label={t('select.one', { store: name, day })}
              checked={selection.has(item)}
              onChange={(event) => selection.set([item], event.currentTarget.checked)}
            />
          )}
          <span className={styles['store']}>
            {name} <span className={styles['code']}>{store}</span>
          </span>
        </label>
      </th>
      <td className={styles['state']}>
        <StateBadge item={item} />
      </td>
      <td className={styles['number']} data-label={t('table.revenueShort')} data-testid="day-revenue">
        {formats.money(revenue)}
        <span className={styles['quiet']}>{counted(receipts, 'receipts')}</span>
      </td>
      <td className={styles['number']} data-label={t('table.tillShort')}>
        {tillTotals === 0 && item.correctedAt === undefined ? (
          formats.money(tillRevenue)
        ) : (
          <button
            type="button"
            className={styles['till']}
            title={t('stored.show')}
            onClick={() => setLooking(true)}
            data-testid="day-till"
          >
            {formats.money(tillRevenue)}
            <span className="visually-hidden"> {t('stored.show')}</span>
          </button>
        )}
        {looking && <StoredTotalsDialog item={item} day={day} onClose={() => setLooking(false)} />}
        <span className={styles['quiet']}>
          {tillTotals === 0
            ? t('table.noTill')
            : tillReceipts === null
              ? counted(tillTotals, 'totals')
              : counted(tillReceipts, 'receipts')}
        </span>
      </td>
      <td className={styles['number']} data-label={t('table.gap')} data-testid="day-gap">
        <Gap value={gap} />
      </td>
      <td className={styles['closing']}>
        <Closing item={item} />
        <Corrected item={item} />
      </td>
    </tr>
  );
}

/** Who closed the day, or why it was opened again. */
function Closing({ item: { closedAt, closedBy, reopenedAt, reopenedBy, reason } }: { item: StoreDay }) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  if (closedAt !== undefined) {
    const who = closedBy === AUTOMATIC ? t('table.automatic') : closedBy;
    return <span>{t('table.by', { who, when: formats.dateTime(closedAt) })}</span>;
  }
  if (reopenedAt === undefined) return null;
  const about = { who: reopenedBy, when: formats.dateTime(reopenedAt) };
  const words = reason === undefined ? t('table.cancelled', about) : t('table.reopened', { ...about, reason });
  return (
    <span className={styles['reopened']} title={words}>
      <RotateCcw size={12} aria-hidden /> {words}
    </span>
  );
}

/** That one of its till totals is not what the till sent. */
function Corrected({ item: { correctedAt, correctedBy, correctionReason } }: { item: StoreDay }) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  if (correctedAt === undefined) return null;
  const when = formats.dateTime(correctedAt);
  const words = t('table.corrected', { who: correctedBy, when, reason: correctionReason });
  return (
    <span className={styles['reopened']} title={words} data-testid="day-corrected">
      <PencilLine size={12} aria-hidden /> {words}
    </span>
  );
}
