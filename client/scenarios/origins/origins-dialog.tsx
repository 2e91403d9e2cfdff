import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { monthText } from '../../../shared/calendar/date-text.ts';
import { useLanguage } from '../../ui/language.ts';
import { CopiedStores } from './copied-stores.tsx';
import { LeftOutNote } from './left-out-note.tsx';
import styles from './origins.module.css';
import type { Plan } from '../session/plan.ts';

interface Props {
  readonly plan: Plan;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What a plan starts from: its months, the stores without a past, what could not be taken. */
export function OriginsDialog({ plan, opened, onClose }: Props) {
  const { t } = useTranslation('scenarios');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('origins.open')}
      closeButtonProps={{ 'aria-label': t('origins.close') }}
    >
      <div className={styles['body']} data-testid="origins">
        <Months plan={plan} />
        <CopiedStores hierarchy={plan.hierarchy} copied={plan.origins.copied} />
        <LeftOutNote items={plan.origins.leftOut} />
      </div>
    </Modal>
  );
}

function Months({ plan: { origins } }: { readonly plan: Plan }) {
  const { t } = useTranslation('scenarios');
  const locale = useLanguage();
  const sourceText = (month: string, source: string | null): string => {
    if (source === null) return t('origins.months.nothing');
    return source === month ? t('origins.months.closed') : monthText(source, locale);
  };
  return (
    <section>
      <h3 className={styles['heading']}>{t('origins.months.title')}</h3>
      <p className={styles['quiet']}>{t('origins.months.intro')}</p>
      <ul className={styles['months']} data-testid="origins-months">
        {origins.sources.map(({ month, source }) => (
          <li key={month} className={styles['month']}>
            <span>{monthText(month, locale)}</span>
            <span aria-hidden>←</span>
            <span className={styles['source']}>{sourceText(month, source)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
