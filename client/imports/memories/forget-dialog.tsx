import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportMemory } from '../../../shared/api/import-memories.ts';
import styles from '../action-bar.module.css';
import { memoryName } from './memory-list.tsx';
import { MemoryProblem } from './memory-problem.tsx';
import { useForgetMemory } from './memory-queries.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';

interface Props {
  memory: ImportMemory;
  onClose: () => void;
}

/** Says what changes, since nothing brings it back but another import. */
export function ForgetDialog({ memory, onClose }: Props) {
  useFocusBack();
  const { t } = useTranslation('imports');
  const { t: tUi } = useTranslation('ui');
  const forget = useForgetMemory(memory.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('memories.forget.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      closeOnClickOutside={!forget.isPending}
    >
      <p className={styles['first']}>{t('memories.forget.text', { name: memoryName(memory) })}</p>
      {forget.error !== null && <MemoryProblem error={forget.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('memories.forget.keep')}
        </Button>
        <Button
          className={styles['danger'] ?? ''}
          data-filled
          loading={forget.isPending}
          onClick={() => forget.mutate(undefined, { onSuccess: onClose })}
          data-testid="memory-forget-confirm"
        >
          {t('memories.forget.confirm')}
        </Button>
      </Group>
    </Modal>
  );
}
