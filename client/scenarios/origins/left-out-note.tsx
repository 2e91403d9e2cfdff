import { useTranslation } from 'react-i18next';
import { amountText } from '../sheet/amount-text.ts';
import { useLanguage } from '../../ui/language.ts';
import { leftOutTotal } from './left-out-total.ts';
import styles from './origins.module.css';
import type { Plan } from '../session/plan.ts';

/** What the starting totals lack of the actuals, and why. */
export function LeftOutNote({ items }: { readonly items: Plan['origins']['leftOut'] }) {
  const { t } = useTranslation('scenarios');
  const locale = useLanguage();
  const { leaves, stores, units, revenueTtc, cost } = leftOutTotal(items);
  const figures = [
    ['qte', units],
    ['ca_ttc', revenueTtc],
    ['cout', cost],
  ] as const;
  return (
    <section>
      <h3 className={styles['heading']}>{t('origins.dropped.title')}</h3>
      {leaves === 0 ? (
        <p className={styles['quiet']}>{t('origins.dropped.none')}</p>
      ) : (
        <>
          <p className={styles['text']}>
            {t('origins.dropped.text', { count: leaves })} {t('origins.dropped.where', { count: stores })}
          </p>
          <p className={styles['text']}>{t('origins.dropped.total')}</p>
          <dl className={styles['figures']} data-testid="origins-left-out">
            {figures.map(([measure, value]) => (
              <div key={measure} className={styles['figure']}>
                <dt>{t(`measure.${measure}`)}</dt>
                {/* The plan lacks a negative amount: it starts higher. */}
                <dd>{amountText(measure, locale, -value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
