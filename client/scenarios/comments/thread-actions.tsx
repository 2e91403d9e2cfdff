import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './thread-card.module.css';

interface Props {
  readonly open: boolean;
  readonly onReply: () => void;
  readonly onResolve: () => void;
  readonly onReopen: () => void;
}

/** What can be done to a thread: an open one is answered or settled, a settled one opened again. */
export function ThreadActions({ open, onReply, onResolve, onReopen }: Props) {
  const { t } = useTranslation('scenarios');
  const quiet = { size: 'compact-xs', variant: 'subtle', color: 'gray' };
  if (!open) {
    return (
      <div className={styles['actions']}>
        <Button {...quiet} onClick={onReopen} data-testid="thread-reopen">
          {t('comments.reopen')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['actions']}>
      <Button size="compact-xs" variant="subtle" onClick={onReply} data-testid="thread-reply">
        {t('comments.reply')}
      </Button>
      <Button {...quiet} onClick={onResolve} data-testid="thread-resolve">
        {t('comments.resolve')}
      </Button>
    </div>
  );
}
