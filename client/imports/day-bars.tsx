import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { dayBars, mostMoved } from './bars.ts';
import styles from './day-bars.module.css';
import { shortDay } from './long-date.ts';

const SHOWN = 10;
/** The server sends so many days at most, those that move most. */
const MOST = 31;

/**
 * Revenue by day as a table with bars: the days need not follow each other, so a time axis would lie, and a table can be
 * read, heard and copied.
 */
export function DayBars({ days }: { days: NonNullable<Import['effect']>['days'] }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const bars = dayBars(days);
  const shown = all ? bars : mostMoved(bars, SHOWN);
  const count = shown.length;
  const complete = count === days.length && count < MOST;
  return (
    <section className={styles['block']} aria-labelledby="effet">
      <h3 id="effet" className={styles['title']}>
        {complete ? t('days.title') : t('days.titleMost', { count, n: formats.count(count) })}
      </h3>
      <table className={styles['table']} data-testid="import-days">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('days.day')}</th>
            <th scope="col">{t('days.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ date, amount, start, width }) => (
            <tr key={date}>
              <th scope="row">{shortDay(date, language)}</th>
              <td className={styles['amount']}>{formats.moneyChange(amount)}</td>
              <td className={styles['track']} aria-hidden>
                <span
                  data-below={amount < 0}
                  style={{ marginLeft: `${start * 100}%`, width: `max(1px, ${width * 100}%)` }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {days.length > SHOWN && (
        <button type="button" className={styles['more']} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('days.fewer') : t('days.all', { n: formats.count(days.length) })}
        </button>
      )}
    </section>
  );
}
