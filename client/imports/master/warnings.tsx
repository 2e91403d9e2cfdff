import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MasterOutcome } from '../../../shared/api/master-imports.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './warnings.module.css';

/** What is allowed and deserves a look before the button is pressed. */
export function Warnings({ warnings }: { warnings: MasterOutcome['warnings'] }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  if (warnings.length === 0) return null;
  return (
    <ul className={styles['list']} data-testid="master-warnings">
      {warnings.map(({ code, count, items }) => {
        const more = count - items.length;
        const names =
          items.join(', ') + (more > 0 ? ` ${t('reasons.moreStores', { count: more, n: formats.count(more) })}` : '');
        return (
          <li key={code}>
            <TriangleAlert size={16} aria-hidden className={styles['icon']} />
            <span>
              {t(`master.warning.${code}`, { count, n: formats.count(count) })}
              <span className={styles['names']}> {names}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
