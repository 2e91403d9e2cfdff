import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, isTransient } from '../../api/api-error.ts';
import type { TFunction } from 'i18next';
import type { FormEvent } from 'react';
import { useFocusBack } from '../../ui/use-focus-back.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly initial: string;
  readonly submit: string;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for a name, which is all that is missing. */
export function NameDialog({ title, text, initial, submit, pending, error, onSubmit, onClose }: Props) {
  useFocusBack();
  const { t } = useTranslation('scenarios');
  const { t: tUi } = useTranslation('ui');
  const [name, setName] = useState(initial);
  const [sent, setSent] = useState(false);
  const missing = name.trim() === '';

  const send = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (!missing) onSubmit(name.trim());
  };

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': tUi('close') }}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {text}
          </Text>
          <TextInput
            label={t('menu.name')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
            error={sent && missing && t('menu.nameMissing')}
            data-autofocus
            data-testid="given-name"
          />
          {error && (
            <Text role="alert" size="sm" c="var(--error)">
              {told(t, error)}
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('create.cancel')}
            </Button>
            <Button type="submit" loading={pending} data-testid="given-name-submit">
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function told(t: TFunction<'scenarios'>, error: Error): string {
  const failure = failureOf(error);
  if (failure?.kind === 'refused' && failure.status === 429) {
    return t('menu.tooMany', { minutes: Math.max(1, Math.ceil((failure.retryAfter ?? 60) / 60)) });
  }
  return t(isTransient(error) ? 'menu.unavailable' : 'menu.failed', { reason: error.message });
}
