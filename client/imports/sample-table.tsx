import { useTranslation } from 'react-i18next';
import type { ImportUnderstood } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import type { MappingDraft } from './mapping-draft.ts';
import styles from './sample-table.module.css';

const NUMBERS = new Set(['quantity', 'unitPrice', 'amount']);

/** The first lines as they stand in the file, each column under the meaning it has now. */
export function SampleTable({ understood, draft }: { understood: ImportUnderstood; draft: MappingDraft }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { columns, sample } = understood;
  const count = sample.length;
  if (count === 0) return null;
  const title = t('sample.title', { count, n: formats.count(count) });
  return (
    <div className={styles['block']}>
      <h3 className={styles['title']}>{title}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <section className={styles['frame']} tabIndex={0} aria-label={title}>
        <table className={styles['table']} data-testid="sample-table">
          <thead>
            <tr>
              {columns.map(({ header }, index) => {
                const field = draft.fields[index] ?? null;
                return (
                  <th key={index} scope="col" data-used={field !== null} data-number={NUMBERS.has(field ?? '')}>
                    <span className={styles['header']}>{header}</span>
                    <span className={styles['meaning']}>
                      {field === null ? t('columns.ignored') : t(`field.${field}`)}
                    </span>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {sample.map((cells, line) => (
              <tr key={line}>
                {columns.map((_, index) => {
                  const field = draft.fields[index] ?? null;
                  return (
                    <td key={index} data-used={field !== null} data-number={NUMBERS.has(field ?? '')}>
                      {cells[index] ?? ''}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
