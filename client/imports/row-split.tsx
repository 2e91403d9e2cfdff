import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './checked-step.module.css';

const PARTS = ['accepted', 'rejected', 'duplicates'] as const;

/** Every line of the file is in exactly one of three parts; together they are all that was read. */
export function RowSplit({ item }: { item: Import }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const shown = PARTS.filter((part) => item[part] > 0);
  return (
    <div className={styles['block']} data-testid="row-split">
      <div className={styles['bar']} aria-hidden>
        {shown.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: item[part] }} />
        ))}
      </div>
      <div className={styles['counts']}>
        <dl className={styles['split']}>
          {PARTS.map((part) => (
            <div
              key={part}
              className={styles['part']}
              title={part === 'duplicates' ? t('checked.duplicatesHint') : undefined}
            >
              <dt>
                <span className={styles['swatch']} data-part={part} aria-hidden />
                {t(`checked.${part}`)}
              </dt>
              <dd data-testid={`count-${part}`}>
                {formats.count(item[part])}
                {item[part] > 0 && (
                  <span className={styles['share']}>{share(item[part] / item.rows, formats.percent)}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
        <p className={styles['read']} data-testid="count-rows">
          {t('checked.rows', { count: item.rows, n: formats.count(item.rows) })}
        </p>
      </div>
      {item.duplicates > 0 && <p className={styles['hint']}>{t('checked.duplicatesHint')}</p>}
    </div>
  );
}

/** A part that is there never rounds to 0 %, nor to 100 % while something else is there. */
function share(fraction: number, percent: (value: number, digits: number) => string): string {
  if (fraction > 0 && fraction < 0.001) return `< ${percent(0.001, 1)}`;
  if (fraction < 1 && fraction > 0.999) return `> ${percent(0.999, 1)}`;
  return percent(fraction, fraction === 1 ? 0 : 1);
}
