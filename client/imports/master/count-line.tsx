import { useTranslation } from 'react-i18next';
import type { MasterImport } from '../../../shared/api/master-imports.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './count-line.module.css';

type Counts = Pick<MasterImport, 'rows' | 'created' | 'changed' | 'unchanged' | 'refused'>;

/** What becomes of the rows of a file; the four parts are all of them. */
export function CountLine({ counts, done }: { counts: Counts; done: boolean }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  return (
    <dl className={styles['counts']} data-testid="master-counts">
      {(['created', 'changed', 'unchanged', 'refused'] as const).map((part) => (
        <div key={part} data-part={part} data-none={counts[part] === 0} data-testid={`master-count-${part}`}>
          <dt>
            {t(done || part === 'unchanged' || part === 'refused' ? `master.count.${part}` : `master.will.${part}`)}
          </dt>
          <dd>{formats.count(counts[part])}</dd>
        </div>
      ))}
    </dl>
  );
}
