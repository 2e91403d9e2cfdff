import { useTranslation } from 'react-i18next';
import { useConnection } from '../api/live.tsx';
import { useFormats } from '../ui/use-formats.ts';
import styles from './updated-at.module.css';

/** When the values of a tile were read, and whether they still move: ● live, ◌ not. */
export function UpdatedAt({ at }: { at: string | undefined }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const live = useConnection().status === 'live' && at !== undefined;
  return (
    <span className={styles['updated']} data-live={live}>
      <span aria-hidden>{live ? '●' : '◌'}</span>{' '}
      {at === undefined ? (
        t('waiting')
      ) : (
        <time dateTime={at} title={t('updated', { time: formats.time(at) })}>
          {formats.time(at)}
        </time>
      )}
    </span>
  );
}
