import { Button, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './action-bar.module.css';
import { ActionProblem } from './action-problem.tsx';
import type { useImportAction } from './import-queries.ts';

interface Props {
  item: Import;
  opened: boolean;
  onClose: () => void;
  action: ReturnType<typeof useImportAction>;
  offline: boolean;
}

/** Says what leaves before it leaves. */
export function RevertDialog({ item, opened, onClose, action, offline }: Props) {
  const { t } = useTranslation('imports');
  const { t: tUi } = useTranslation('ui');
  const formats = useFormats();
  const { reset } = action;
  useEffect(() => {
    if (opened) reset();
  }, [opened, reset]);
  const words = { count: item.accepted, n: formats.count(item.accepted), amount: formats.money(item.amount) };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('revert.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      closeOnClickOutside={!action.isPending}
    >
      <div data-testid="revert-dialog">
        <p className={styles['first']}>{t('revert.text', words)}</p>
        <p className={styles['quiet']}>{t('revert.shared')}</p>
        {action.error !== null && <ActionProblem error={action.error} />}
        <div className={styles['dialog']}>
          <Button variant="default" onClick={onClose} disabled={action.isPending} data-autofocus>
            {t('revert.keep')}
          </Button>
          <Button
            className={styles['danger'] ?? ''}
            data-filled
            disabled={offline}
            loading={action.isPending}
            onClick={() => action.mutate({ kind: 'revert' }, { onSuccess: onClose })}
            data-testid="revert-confirm"
          >
            {t('revert.confirm')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
