import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './checked-step.module.css';

interface Props {
  effect: NonNullable<Import['effect']>;
  status: Import['status'];
}

export function Created({ effect, status }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const words = (['stores', 'products', 'categories', 'receipts'] as const).flatMap((kind) => {
    const count = effect[kind];
    return count === 0 ? [] : [t(`checked.${kind}`, { count, n: formats.count(count) })];
  });
  const title =
    status === 'done' || status === 'reverted'
      ? t('checked.created')
      : status === 'cancelled' || status === 'failed'
        ? t('checked.wouldCreate')
        : t('checked.willCreate');
  return (
    <div className={styles['block']} data-testid="import-created">
      <h3>{title}</h3>
      <p className={styles['created']}>{words.length === 0 ? t('checked.createNone') : words.join(' · ')}</p>
    </div>
  );
}
