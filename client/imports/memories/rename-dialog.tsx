import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportMemory } from '../../../shared/api/import-memories.ts';
import { MemoryProblem } from './memory-problem.tsx';
import { useRenameMemory } from './memory-queries.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';

interface Props {
  memory: ImportMemory;
  onClose: () => void;
}

export function RenameDialog({ memory, onClose }: Props) {
  useFocusBack();
  const { t } = useTranslation('imports');
  const { t: tUi } = useTranslation('ui');
  const [name, setName] = useState(memory.name ?? '');
  const rename = useRenameMemory(memory.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate(name.trim(), { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('memories.rename.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      closeOnClickOutside={!rename.isPending}
    >
      <form onSubmit={submit} data-testid="memory-rename-form">
        <Stack gap="md">
          <TextInput
            label={t('memories.rename.label')}
            description={t('memories.rename.hint')}
            placeholder={memory.fileName}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          {rename.error !== null && <MemoryProblem error={rename.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('memories.rename.cancel')}
            </Button>
            <Button type="submit" loading={rename.isPending}>
              {t('memories.rename.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
