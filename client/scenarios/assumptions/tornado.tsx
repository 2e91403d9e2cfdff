import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { Delta } from '../../ui/delta.tsx';
import { useChartColours } from '../../ui/chart-colours.ts';
import { shortAmountText, shortText } from '../sheet/amount-text.ts';
import { Spans } from '../spans/spans.tsx';
import table from '../panels/figure-table.module.css';
import styles from './assumptions.module.css';
import { shortName } from './short-name.ts';
import { tornadoRows } from './tornado-rows.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { SensitivityBar } from '../../../shared/planning/sensitivity.ts';

/** What was asked, and what came of it. */
export interface Swings {
  readonly output: string;
  /** The share each input is turned by. */
  readonly by: number;
  /** The output as it is; null where it has no value. */
  readonly base: number | null;
  /** Widest first. */
  readonly bars: readonly SensitivityBar[];
}

interface Props {
  readonly swings: Swings;
  readonly explainer: Explainer;
  readonly percent: (share: number) => string;
}

/** The inputs by how much they move the output, as bars and as figures. */
export function Tornado({ swings: { output, by, base, bars }, explainer, percent }: Props) {
  const { t } = useTranslation('scenarios');
  const colours = useChartColours();
  const { hierarchy, words, locale } = explainer;
  const { measure } = mustParseCell(hierarchy, output);
  const lessIsBetter = measure === 'cout' || measure === 'cout_u' || measure === 'charges';
  const rows = useMemo(() => {
    const named = bars.map(({ cell, low, high }) => ({
      name: shortName(hierarchy, words, cell, output),
      low,
      high,
    }));
    const amount = (of: number): string => shortText(measure, locale, of);
    return tornadoRows(base ?? 0, named, { better: colours.better, worse: colours.worse, lessIsBetter, amount });
  }, [bars, base, hierarchy, words, output, measure, locale, colours, lessIsBetter]);
  if (base === null)
    return <p className={styles['quiet']}>{t('assumptions.impossible.undefined', { output: words.cell(output) })}</p>;
  const share = percent(by);
  const effect = (value: number | null) =>
    value === null ? (
      <span className={styles['quiet']}>{t('assumptions.sensitivity.impossible')}</span>
    ) : (
      <Delta value={value - base} lessIsBetter={lessIsBetter}>
        {shortAmountText(measure, locale, value - base)}
      </Delta>
    );
  return (
    <>
      <p className={styles['quiet']}>
        {t('assumptions.sensitivity.around', { output: words.cell(output), value: shortText(measure, locale, base) })}
      </p>
      <Spans
        rows={rows}
        origin={base}
        label={t('assumptions.sensitivity.chart', {
          by: share,
          output: words.cell(output),
          rows: rows.map(({ name, label }) => `${name} ${label}`).join(', '),
        })}
        testid="tornado"
      />
      <p className={styles['quiet']} aria-hidden>
        {t('assumptions.sensitivity.key')}
      </p>
      <table className={table['table']} data-testid="tornado-table">
        <thead>
          <tr>
            <th scope="col">{t('assumptions.sensitivity.inputs')}</th>
            <th scope="col">{t('assumptions.sensitivity.low', { by: share })}</th>
            <th scope="col">{t('assumptions.sensitivity.high', { by: share })}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ cell, low, high }) => (
            <tr key={cell}>
              <th scope="row" title={words.cell(cell)}>
                {shortName(hierarchy, words, cell, output)}
              </th>
              <td>{effect(low)}</td>
              <td>{effect(high)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
