import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../../api/api-error.ts';
import note from '../failure-note.module.css';

/** Why the file could not be read; nothing was stored. */
export function FileProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('imports');
  const failure = failureOf(error);
  const code = failure?.kind === 'refused' ? failure.code : (failure?.kind ?? 'unknown');
  const text = (() => {
    if (failure?.kind === 'network') return t('uploadError.network');
    if (failure?.kind !== 'refused') return t('uploadError.other', { code });
    const known = FAILURES.find((name) => name === code);
    if (known !== undefined) return t(`master.failure.${known}`);
    if (failure.status === 401) return t('uploadError.session');
    if (failure.status === 403) return t('uploadError.rights');
    if (failure.status === 413) return t('master.failure.too_large');
    return t('uploadError.other', { code });
  })();
  return (
    <div role="alert" className={note['note']} data-code={code} data-testid="master-problem">
      <TriangleAlert size={18} aria-hidden className={note['icon']} />
      <div>
        <p className={note['title']}>{t('failureNote.title')}</p>
        <p>{text}</p>
        <p className={note['safe']}>{t('master.safe')}</p>
      </div>
    </div>
  );
}

const FAILURES = [
  'not_csv',
  'xlsx',
  'html',
  'binary',
  'empty',
  'no_separator',
  'too_large',
  'too_many_rows',
  'too_many_columns',
  'bomb',
  'zip',
  'gzip',
] as const;
