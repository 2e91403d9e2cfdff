import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportUnderstood } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './column-list.module.css';
import { ColumnRow } from './column-row.tsx';
import { FIELDS } from './mapping-draft.ts';
import type { Editing } from './use-draft.ts';

/** Each column of the file: what it was taken for, why, and some of its values. Unused ones wait below. */
export function ColumnList({ understood, editing }: { understood: ImportUnderstood; editing: Editing }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { columns } = understood;
  // In the order of the server's reading, so that no row jumps while it is corrected.
  const indexes = columns.map((_, index) => index);
  const order = (index: number) => FIELDS.findIndex((field) => field === editing.base.fields[index]);
  const used = indexes.filter((index) => editing.base.fields[index] !== null).toSorted((a, b) => order(a) - order(b));
  const unused = indexes.filter((index) => editing.base.fields[index] === null);
  const corrected = unused.some((index) => editing.draft.fields[index] !== null);
  const [opened, setOpened] = useState(false);
  const row = (index: number) => {
    const column = columns[index];
    return column === undefined ? null : <ColumnRow key={index} column={column} index={index} editing={editing} />;
  };
  return (
    <section aria-label={t('columns.title')} className={styles['list']}>
      <div className={styles['head']} aria-hidden>
        <span>{t('columns.header')}</span>
        <span>{t('columns.meaning')}</span>
        <span>{t('columns.why')}</span>
        <span>{t('columns.samples')}</span>
      </div>
      <ul>{used.map(row)}</ul>
      {unused.length > 0 && (
        <details
          className={styles['unused']}
          open={opened || corrected}
          onToggle={(event) => setOpened(event.currentTarget.open)}
          data-testid="columns-unused"
        >
          <summary>
            <span className={styles['count']}>
              {t('columns.ignoredCount', { count: unused.length, n: formats.count(unused.length) })}
            </span>
            <span className={styles['names']}>{unused.map((index) => columns[index]?.header).join(' · ')}</span>
          </summary>
          <ul>{unused.map(row)}</ul>
        </details>
      )}
    </section>
  );
}
