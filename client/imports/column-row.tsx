import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportUnderstood } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './column-list.module.css';
import { evidenceWords } from './evidence.ts';
import { FIELDS, setField } from './mapping-draft.ts';
import type { Editing } from './use-draft.ts';

interface Props {
  column: ImportUnderstood['columns'][number];
  index: number;
  editing: Editing;
}

const SHOWN_SAMPLES = 3;

export function ColumnRow({ column, index, editing }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { draft, base, correctable, change } = editing;
  const field = draft.fields[index] ?? null;
  const chosen = field !== base.fields[index];
  const words = evidenceWords(column.evidence, formats.count);
  const why = words === null ? '' : t(`evidence.${words.code}`, { count: words.count, ...words.numbers });
  return (
    <li className={styles['row']} data-edited={chosen} data-field={field ?? ''} data-testid={`column-${index}`}>
      <span className={styles['header']}>{column.header}</span>
      <span className={styles['meaning']}>
        {correctable ? (
          <NativeSelect
            size="xs"
            aria-label={t('columns.meaningOf', { header: column.header })}
            data-testid={`column-${index}-field`}
            value={field ?? ''}
            onChange={(event) => {
              const picked = FIELDS.find((name) => name === event.currentTarget.value) ?? null;
              change(setField(draft, index, picked));
            }}
            data={[
              { value: '', label: t('columns.ignored') },
              ...FIELDS.map((name) => ({ value: name, label: t(`field.${name}`) })),
            ]}
          />
        ) : field === null ? (
          <span className={styles['none']}>{t('columns.ignored')}</span>
        ) : (
          t(`field.${field}`)
        )}
      </span>
      <span className={styles['why']} data-evidence={column.evidence?.code}>
        {chosen && <strong className={styles['yours']}>{t('columns.yours')}</strong>}
        {why}
      </span>
      <span className={styles['samples']}>
        {column.samples.slice(0, SHOWN_SAMPLES).map((sample, place) => (
          <span key={place} title={sample}>
            {sample}
          </span>
        ))}
      </span>
    </li>
  );
}
