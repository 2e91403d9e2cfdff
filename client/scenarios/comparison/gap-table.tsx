import { useTranslation } from 'react-i18next';
import { Delta } from '../../ui/delta.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { MISSING } from '../../../shared/numbers/format-number.ts';
import { shortAmountText, shortText } from '../sheet/amount-text.ts';
import { measureUnit } from '../sheet/measure-format.ts';
import table from '../panels/figure-table.module.css';
import styles from './comparison.module.css';
import type { PanelContext } from '../panels/panels.ts';
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
  const rate = measureUnit(measure) === '%';
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
  return (
    <div className={styles['scroll']}>
      <table className={table['table']} aria-label={label} data-testid="comparison-table">
        <thead>
          <tr>
            <th scope="col">{t('comparison.row')}</th>
            <th scope="col">
              {t('comparison.plan')}
              <span className={styles['second']}>{reference}</span>
            </th>
            <th scope="col" aria-sort="descending">
              {sorter('gap')}
              <span className={styles['second']}>{sorter('share')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[whole, ...gaps].map((gap) => (
            <tr key={gap.row} className={gap === whole ? table['total'] : undefined} data-row={gap.row}>
              <th scope="row" title={placeOf(gap.row)}>
                <button type="button" className={styles['name']} onClick={() => onGoTo(gap.row)}>
                  {placeOf(gap.row)}
                </button>
              </th>
              <td>
                {shortText(measure, locale, gap.plan)}
                <span className={styles['second']}>{shortText(measure, locale, gap.reference)}</span>
              </td>
              <td>
                <Delta value={gap.gap} lessIsBetter={LESS_IS_BETTER.has(measure)}>
                  {gap.gap === null ? MISSING : shortAmountText(measure, locale, gap.gap)}
                </Delta>
                <span className={styles['second']}>{rate ? '' : formats.variation(gap.share)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
