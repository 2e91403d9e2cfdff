import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats.ts';
import type { HourPoints } from './hour-points.ts';
import styles from './scope-panel.module.css';

/** What the chart shows, in figures: for who does not see it, and for who wants the cents. */
export function CurveTable({ points, label }: { points: HourPoints; label: string }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const today = points.done.map((value, index) => value ?? points.running[index] ?? null);
  const total = (values: readonly (number | null)[]) =>
    formats.money(values.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <section className={styles['table']} aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('curve.hours')}</th>
            <th scope="col">{t('curve.today')}</th>
            <th scope="col">{t('curve.lastYear')}</th>
            <th scope="col">{t('curve.objective')}</th>
          </tr>
        </thead>
        <tbody>
          {points.hours.map((hour, index) => (
            <tr key={hour}>
              <th scope="row">{t('curve.span', { from: hour, to: hour + 1 })}</th>
              <td>{formats.money(today[index])}</td>
              <td>{formats.money(points.lastYear[index])}</td>
              <td>{formats.money(points.objective[index])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('curve.total')}</th>
            <td>{total(today)}</td>
            <td>{total(points.lastYear)}</td>
            <td>{total(points.objective)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
