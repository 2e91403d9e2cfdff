import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './failure-note.module.css';

const KNOWN = new Set([
  'not_csv',
  'xlsx',
  'workbook',
  'html',
  'binary',
  'encoding',
  'empty',
  'no_separator',
  'too_large',
  'bomb',
  'zip',
  'gzip',
  'too_many_columns',
  'too_many_products',
  'interrupted',
  'file_gone',
  'conflict',
  'days_closing',
  'database',
  'internal',
] as const);
type Known = typeof KNOWN extends Set<infer Code> ? Code : never;

/** Why the import stopped, what that means for the sales, and what to do. */
export function FailureNote({ code }: { code: string }) {
  const { t } = useTranslation('imports');
  return (
    <div role="alert" className={styles['note']} data-code={code} data-testid="import-failure">
      <TriangleAlert size={18} aria-hidden className={styles['icon']} />
      <div>
        <p className={styles['title']}>{t('failureNote.title')}</p>
        <p>{isKnown(code) ? t(`failure.${code}`) : t('failureNote.other')}</p>
        <p className={styles['safe']}>
          {t('failureNote.safe')} <span className={styles['code']}>{t('failureNote.code', { code })}</span>
        </p>
      </div>
    </div>
  );
}

function isKnown(code: string): code is Known {
  return (KNOWN as ReadonlySet<string>).has(code);
}
