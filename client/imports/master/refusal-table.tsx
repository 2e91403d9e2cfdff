import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MasterOutcome } from '../../../shared/api/master-imports.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './difference-table.module.css';
import panel from './file-panel.module.css';
import { refusalsCsv } from './refusals-csv.ts';
import refusal from './refusal-table.module.css';

/** The rows that are left out, each with its reason, and the codes nobody has. */
export function RefusalTable({ outcome }: { outcome: MasterOutcome }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { refusals, refused, reasons, unknown } = outcome;
  if (refused === 0) return null;
  const title = t('reasons.title');
  const save = () => {
    const header = (['line', 'column', 'reason', 'text'] as const).map((name) => t(`master.refusals.${name}`));
    const text = refusalsCsv(refusals, header, (reason) => t(`master.reason.${reason}`));
    saveAs(t('master.refusals.file'), text);
  };
  return (
    <div className={panel['block']} data-testid="master-refusals">
      <h3 className={panel['heading']}>
        {title}
        <span className={styles['fields']}>
          {reasons.map(({ code, count }) => `${t(`master.reason.${code}`)} ${formats.count(count)}`).join(' · ')}
        </span>
      </h3>
      {unknown.map(({ field, codes }) => (
        <p key={field} className={refusal['unknown']} data-testid="master-unknown">
          {t('master.refusals.unknown', { field: t(`master.field.${field}`) })}
          {codes.map((code) => (
            <span key={code} className={refusal['code']}>
              {code}
            </span>
          ))}
        </p>
      ))}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <section className={styles['frame']} tabIndex={0} aria-label={title}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col" className={styles['line']}>
                {t('master.differences.line')}
              </th>
              <th scope="col">{t('master.refusals.column')}</th>
              <th scope="col">{t('master.refusals.reason')}</th>
              <th scope="col">{t('master.refusals.text')}</th>
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ line, column, reason, text }) => (
              <tr key={line} data-first>
                <td className={styles['line']}>{line}</td>
                <td className={styles['field']}>{column}</td>
                <td>{t(`master.reason.${reason}`)}</td>
                <td className={refusal['text']}>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={panel['note']}>
        <button type="button" className={refusal['save']} onClick={save} data-testid="master-save-refusals">
          <Download size={14} aria-hidden />
          {t('reasons.download', { count: refusals.length, n: formats.count(refusals.length) })}
        </button>
        {refusals.length < refused && ` ${t('master.refusals.more', { n: formats.count(refused) })}`}
      </p>
    </div>
  );
}

function saveAs(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
