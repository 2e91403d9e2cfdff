import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './message.module.css';

interface Props {
  readonly onDelete: () => void;
  readonly onCancel: () => void;
}

const focusIt = (element: HTMLElement | null): void => element?.focus();

/** Asked below the message itself: what goes is in view. */
export function DeleteQuestion({ onDelete, onCancel }: Props) {
  const { t } = useTranslation('scenarios');
  return (
    <div className={styles['ask']} role="alertdialog" aria-label={t('comments.deleteAsk')}>
      <span>{t('comments.deleteAsk')}</span>
      <Button
        ref={focusIt}
        size="compact-xs"
        color="red"
        variant="light"
        onClick={onDelete}
        data-testid="delete-confirm"
      >
        {t('comments.delete')}
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onCancel}>
        {t('comments.cancel')}
      </Button>
    </div>
  );
}
