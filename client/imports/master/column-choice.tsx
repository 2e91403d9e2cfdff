import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MASTER_FIELDS } from '../../../shared/api/master-fields.ts';
import type { MasterField, MasterMapping, MasterOutcome } from '../../../shared/api/master-imports.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './column-choice.module.css';
import panel from './file-panel.module.css';

interface Props {
  outcome: MasterOutcome;
  disabled: boolean;
  onAnswer: (mapping: MasterMapping) => void;
}

/** What each column was taken for, to be corrected on the spot: the file is then compared again. */
export function ColumnChoice({ outcome, disabled, onAnswer }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  // On a phone the columns would push what the file changes off the screen.
  const [shown, setShown] = useState(() => !window.matchMedia('(max-width: 640px)').matches);
  const { columns, mapping } = outcome.understood;
  const change = (header: string, before: MasterField | undefined, next: MasterField | undefined) => {
    const chosen = { ...mapping.columns };
    // Said to be in no column, or the server would find it again.
    if (before !== undefined) chosen[before] = '';
    if (next !== undefined) chosen[next] = header;
    onAnswer({ ...settled(outcome), columns: chosen });
  };
  const used = columns.filter(({ field }) => field !== undefined).length;
  return (
    <details className={styles['block']} open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary className={panel['heading']}>
        {t('columns.title')}
        <span className={styles['used']}>
          {t('stepSummary.columns', {
            count: used,
            used: formats.count(used),
            of: formats.count(columns.length),
          })}
        </span>
      </summary>
      <ul className={styles['columns']} data-testid="master-columns">
        {columns.map(({ header, field, sample }) => (
          <li key={header} data-used={field !== undefined}>
            <span className={styles['header']}>{header}</span>
            <NativeSelect
              size="xs"
              aria-label={t('columns.meaningOf', { header })}
              value={field ?? ''}
              disabled={disabled}
              onChange={({ currentTarget: { value } }) =>
                change(
                  header,
                  field,
                  MASTER_FIELDS[outcome.kind].find((name) => name === value),
                )
              }
              data={[
                { value: '', label: t('columns.ignored') },
                ...MASTER_FIELDS[outcome.kind].map((name) => ({ value: name, label: t(`master.field.${name}`) })),
              ]}
            />
            <span className={styles['sample']}>{sample}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Order of dates and decimal sign as far as they are settled: an open question must stay one. */
export function settled({ understood: { mapping }, questions }: MasterOutcome): MasterMapping {
  const asked = new Set(questions.map(({ code }) => code));
  const { columns, dateOrder, decimal } = mapping;
  return {
    ...(columns ? { columns } : {}),
    ...(dateOrder && !asked.has('date_order') ? { dateOrder } : {}),
    ...(decimal && !asked.has('decimal_sign') ? { decimal } : {}),
  };
}
