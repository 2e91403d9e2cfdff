import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { columnOf, setConstant } from './mapping-draft.ts';
import { StoreField } from './store-field.tsx';
import type { Editing } from './use-draft.ts';
import styles from './whole-file.module.css';

/** What holds for every line: one store when no column names it (unless a question asks for it already), and what happens to names nobody knows yet. */
export function WholeFile({ editing, storeAsked }: { editing: Editing; storeAsked: boolean }) {
  const { t } = useTranslation('imports');
  const { draft, correctable, change } = editing;
  return (
    <section aria-labelledby="pour-tout" className={styles['block']}>
      <h3 id="pour-tout" className={styles['title']}>
        {t('whole.title')}
      </h3>
      {!storeAsked &&
        columnOf(draft, 'store') === -1 &&
        (correctable ? (
          <div className={styles['store']}>
            <StoreField
              label={t('whole.store')}
              testId="whole-store"
              value={draft.constants.store ?? ''}
              onChange={(store) => change(setConstant(draft, 'store', store))}
            />
          </div>
        ) : (
          <p className={styles['line']}>
            {t('whole.store')} : {draft.constants.store ?? t('understood.none')}
          </p>
        ))}
      <p className={styles['line']}>{t('whole.unknown')}</p>
      <div className={styles['policies']}>
        {(['store', 'product', 'category'] as const).map((subject) => (
          <div key={subject} className={styles['policy']}>
            <span id={`policy-${subject}`}>{t(`whole.subject.${subject}`)}</span>
            {correctable ? (
              <SegmentedControl
                size="xs"
                aria-labelledby={`policy-${subject}`}
                data-testid={`policy-${subject}`}
                value={draft.unknown[subject]}
                onChange={(value) =>
                  change({
                    ...draft,
                    unknown: { ...draft.unknown, [subject]: value === 'create' ? 'create' : 'refuse' },
                  })
                }
                data={(['create', 'refuse'] as const).map((value) => ({ value, label: t(`whole.${value}`) }))}
              />
            ) : (
              <strong>{t(`whole.${draft.unknown[subject]}`)}</strong>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
