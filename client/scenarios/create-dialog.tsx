import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { scenarioSchema } from '../../shared/api/scenarios.ts';
import { scenariosQuery } from '../api/scenario-list.ts';
import { isTransient } from '../api/api-error.ts';
import { apiRequest } from '../api/http.ts';
import type { CreateScenario } from '../../shared/api/scenarios.ts';
import type { FormEvent } from 'react';

/** A plan made from the last known year is for the next one. */
const nextYear = (): number => new Date().getFullYear() + 1;

export function CreateDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('scenarios');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <CreateForm onClose={onClose} />
    </Modal>
  );
}

function CreateForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('scenarios');
  const [year, setYear] = useState<number | string>(nextYear);
  const [typedName, setTypedName] = useState<string>();
  const [sent, setSent] = useState(false);
  const create = useCreate();
  const name = typedName ?? t('create.nameDefault', { year });
  const nameFault = name.trim() === '' ? t('create.nameMissing') : undefined;
  const yearFault = isYear(year) ? undefined : t('create.yearInvalid');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (nameFault !== undefined || !isYear(year)) return;
    create.mutate({ name: name.trim(), year, base: { kind: 'lastYear' } });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('create.name')}
          value={name}
          maxLength={120}
          onChange={(event) => setTypedName(event.currentTarget.value)}
          error={sent && nameFault}
          data-autofocus
          data-testid="scenario-name"
        />
        <NumberInput
          label={t('create.year')}
          value={year}
          onChange={setYear}
          allowDecimal={false}
          thousandSeparator=""
          error={sent && yearFault}
          data-testid="scenario-year"
        />
        <div>
          <Text size="sm" fw={500}>
            {t('create.base')} : {t('create.lastYear')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('create.baseText')}
          </Text>
        </div>
        {create.error && (
          <Text role="alert" size="sm" c="var(--error)">
            {t(isTransient(create.error) ? 'create.unavailable' : 'create.failed', { reason: create.error.message })}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('create.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} data-testid="scenario-create">
            {t('create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useCreate() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: CreateScenario) =>
      apiRequest({ method: 'POST', path: '/api/scenarios', body, schema: scenarioSchema }),
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: scenariosQuery.queryKey });
      await navigate(`/scenarios/${id}`);
    },
  });
}

function isYear(year: number | string): year is number {
  return typeof year === 'number' && Number.isInteger(year) && year >= 2000 && year <= 2100;
}
