import { useTranslation } from 'react-i18next';
import type { MasterDifference, MasterField, MasterKind, MasterOutcome } from '../../../shared/api/master-imports.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './difference-table.module.css';
import panel from './file-panel.module.css';
import { useValueText } from './use-value-text.ts';
import { isNumber } from './value-text.ts';

interface Props {
  kind: MasterKind;
  differences: readonly MasterDifference[];
  /** Of all rows that differ, shown or not. */
  total: number;
  fields?: MasterOutcome['fields'];
}

/** Row by row and field by field, what was and what comes in its place. */
export function DifferenceTable({ kind, differences, total, fields = [] }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  if (differences.length === 0) return null;
  const title = t('master.differences.title');
  const counts = fields.map(({ field, count }) => `${t(`master.field.${field}`)} ${formats.count(count)}`);
  return (
    <div className={panel['block']}>
      <h3 className={panel['heading']}>
        {title}
        {counts.length > 0 && <span className={styles['fields']}>{counts.join(' · ')}</span>}
      </h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <section className={styles['frame']} tabIndex={0} aria-label={title}>
        <table className={styles['table']} data-testid="master-differences" data-kind={kind}>
          <thead>
            <tr>
              <th scope="col" className={styles['line']}>
                {t('master.differences.line')}
              </th>
              <th scope="col" className={styles['beside']}>
                {t('master.differences.row')}
              </th>
              <th scope="col">{t('master.differences.field')}</th>
              <th scope="col" className={styles['from']}>
                {t('master.differences.from')}
              </th>
              <th scope="col" aria-hidden className={styles['arrow']} />
              <th scope="col">{t('master.differences.to')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((difference) => (
              <Difference key={difference.line} difference={difference} />
            ))}
          </tbody>
        </table>
      </section>
      {differences.length < total && (
        <p className={panel['note']}>
          {t('master.differences.more', { shown: formats.count(differences.length), n: formats.count(total) })}
        </p>
      )}
    </div>
  );
}

function Difference({ difference: { line, action, key, name, fields } }: { difference: MasterDifference }) {
  const { t } = useTranslation('imports');
  const text = useValueText();
  const codes = key.map(({ field, value }) => text(field, value)).join(' · ');
  const shown: { field: MasterField | null; from: string | null; to: string | null }[] =
    fields.length === 0 ? [{ field: null, from: null, to: null }] : fields;
  const title = (
    <>
      {codes}
      {name !== undefined && <span className={styles['name']}>{name}</span>}
      {action === 'create' && <span className={styles['new']}>{t('master.differences.new')}</span>}
    </>
  );
  const rows = shown.map(({ field, from, to }, index) => (
    <tr key={field ?? ''} data-action={action} data-first={index === 0}>
      {index === 0 && (
        <>
          <td rowSpan={shown.length} className={styles['line']}>
            {line}
          </td>
          <th scope="rowgroup" rowSpan={shown.length} className={styles['beside']}>
            {title}
          </th>
        </>
      )}
      <td className={styles['field']}>{field && t(`master.field.${field}`)}</td>
      <td className={styles['from']} data-number={field !== null && isNumber(field)}>
        {field && action === 'change' ? text(field, from) : ''}
      </td>
      <td aria-hidden className={styles['arrow']}>
        {field && action === 'change' ? '→' : ''}
      </td>
      <td className={styles['to']} data-number={field !== null && isNumber(field)}>
        {field && text(field, to)}
      </td>
    </tr>
  ));
  return (
    <>
      <tr className={styles['above']}>
        <th scope="rowgroup" colSpan={4}>
          {title}
        </th>
      </tr>
      {rows}
    </>
  );
}
