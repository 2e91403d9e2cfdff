import { ActionIcon } from '@mantine/core';
import { Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './message.module.css';

interface Props {
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** Beside a message of one's own; out of sight until one is on it. */
export function OwnTools({ onEdit, onDelete }: Props) {
  const { t } = useTranslation('scenarios');
  const quiet = { size: 'xs', variant: 'subtle', color: 'gray' };
  const words = (label: string) => ({ 'aria-label': label, title: label });
  return (
    <span className={styles['tools']}>
      <ActionIcon {...quiet} {...words(t('comments.edit'))} onClick={onEdit} data-testid="message-edit">
        <Pencil size={12} aria-hidden />
      </ActionIcon>
      <ActionIcon {...quiet} {...words(t('comments.delete'))} onClick={onDelete} data-testid="message-delete">
        <Trash2 size={12} aria-hidden />
      </ActionIcon>
    </span>
  );
}
