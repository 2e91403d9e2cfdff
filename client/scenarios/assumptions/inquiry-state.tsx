import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './assumptions.module.css';
import type { Inquiry } from '../engine/use-inquiry.ts';

/** Where a computation stands, in a quiet line; announced. */
export function InquiryState({ inquiry }: { readonly inquiry: Inquiry<unknown> }) {
  const { t } = useTranslation('scenarios');
  return (
    <output className={styles['state']} data-testid="inquiry-state" data-state={inquiry.kind}>
      {inquiry.kind === 'running' && (
        <>
          <Loader size={12} aria-hidden /> {t('assumptions.running')}
        </>
      )}
      {inquiry.kind === 'failed' && <span role="alert">{t('assumptions.failed')}</span>}
      {inquiry.kind === 'answered' && inquiry.stale && (
        <span className={styles['stale']}>{t('assumptions.stale')}</span>
      )}
    </output>
  );
}
