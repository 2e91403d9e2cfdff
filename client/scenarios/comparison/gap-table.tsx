import { useTranslation } from 'react-i18next';
import { Delta } from '../../ui/delta.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { shortAmountText, shortText } from '../amount-text.ts';
import styles from './comparison.module.css';
import type { PanelContext } from '../panels.ts';
import type { Gap, GapOrder } from './gaps.ts';

interface Props {
  readonly context: PanelContext;
  readonly whole: Gap;
  /** In their order. */
  readonly gaps: readonly Gap[];
  readonly order: GapOrder;
  /** Name of what the plan is compared with. */
  readonly reference: string;
  readonly period: number;
  readonly onSort: (order: GapOrder) => void;
  readonly onGoTo: (row: string) => void;
}

const LESS_IS_BETTER: ReadonlySet<string> = new Set(['cout', 'cout_u', 'charges']);

/** The whole first, then the rows with the widest gap. */
export function GapTable({ context, whole, gaps, order, reference, period, onSort, onGoTo }: Props) {
  const { t } = useTranslation('scenarios');
  const formats = useFormats();
  const { option, explainer } = context;
  const { words, locale } = explainer;
  const { measure } = option;
  const label = t('comparison.table', { measure: words.measure(option), period: words.period(period), reference });
  // All rows are of one category, which stands above.
  const placeOf = (row: string): string => words.row(`${row.slice(0, row.indexOf('|'))}|*`);
  const sorter = (by: GapOrder) => (
    <button
      type="button"
      className={styles['sort']}
      aria-pressed={order === by}
      title={t('comparison.sort', { column: t(`comparison.${by}`) })}
      onClick={() => onSort(by)}
    >
      {t(`comparison.${by}`)}
    </button>
  );
  const delta = (value: number | null, text: (value: number) => string) => (
    <Delta value={value} lessIsBetter={LESS_IS_BETTER.has(measure)}>
      {value === null ? '–' : text(value)}
    </Delta>
  );
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']} aria-label={label} data-testid="comparison-table">
        <thead>
          <tr>
            <th scope="col">{t('comparison.row')}</th>
            <th scope="col">{t('comparison.plan')}</th>
            <th scope="col" title={reference}>
              {t('comparison.reference')}
            </th>
            <th scope="col" aria-sort={order === 'gap' ? 'descending' : 'none'}>
              {sorter('gap')}
            </th>
            <th scope="col" aria-sort={order === 'share' ? 'descending' : 'none'}>
              {sorter('share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[whole, ...gaps].map((gap) => (
            <tr key={gap.row} className={gap === whole ? styles['total'] : undefined} data-row={gap.row}>
              <th scope="row" title={placeOf(gap.row)}>
                <button type="button" className={styles['name']} onClick={() => onGoTo(gap.row)}>
                  {placeOf(gap.row)}
                </button>
              </th>
              <td>{shortText(measure, locale, gap.plan)}</td>
              <td>{shortText(measure, locale, gap.reference)}</td>
              <td>{delta(gap.gap, (value) => shortAmountText(measure, locale, value))}</td>
              <td>{delta(gap.share, (value) => formats.variation(value))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
