import { Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createdScenarioSchema } from '../../../shared/api/scenarios.ts';
import { scenariosQuery } from '../../api/scenario-list.ts';
import { isTransient } from '../../api/api-error.ts';
import { apiRequest } from '../../api/http.ts';
import { ProfileChoice } from './profile-choice.tsx';
import { createdState } from '../origins/created-from.ts';
import type { CreateScenario } from '../../../shared/api/scenarios.ts';
import type { FormEvent } from 'react';

/** A plan made from the last known year is for the next one. */
const nextYear = (): number => new Date().getFullYear() + 1;

/** No scenario has this id. */
const LAST_YEAR = 'lastYear';

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
  const [base, setBase] = useState(LAST_YEAR);
  const [profiles, setProfiles] = useState<Readonly<Record<string, string>>>({});
  const scenarios = useQuery(scenariosQuery);
  const create = useCreate();
  const name = typedName ?? t('create.nameDefault', { year });
  const nameFault = name.trim() === '' ? t('create.nameMissing') : undefined;
  const yearFault = isYear(year) ? undefined : t('create.yearInvalid');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (nameFault !== undefined || !isYear(year)) return;
    const source = scenarios.data?.find(({ id }) => id === base);
    const about = { name: name.trim(), year };
    create.mutate({
      from: source?.name,
      body: source
        ? { ...about, base: { kind: 'scenario', id: source.id } }
        : { ...about, base: { kind: 'lastYear' }, ...(Object.keys(profiles).length > 0 && { profiles }) },
    });
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
          onChange={(next) => {
            setYear(next);
            // Another year has other stores.
            setProfiles({});
          }}
          allowDecimal={false}
          thousandSeparator=""
          error={sent && yearFault}
          data-testid="scenario-year"
        />
        <Select
          label={t('create.base')}
          description={t(base === LAST_YEAR ? 'create.baseText' : 'create.scenarioText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={[
            { value: LAST_YEAR, label: t('create.lastYear') },
            ...(scenarios.data ?? []).map(({ id, name: label, year: of, state }) => ({
              value: id,
              label: t('create.scenario', { name: label, year: of, state: t(`state.${state}`) }),
            })),
          ]}
          value={base}
          onChange={(id) => id !== null && setBase(id)}
          allowDeselect={false}
          searchable
          error={scenarios.isError && t('create.scenariosFailed')}
          data-testid="scenario-base"
        />
        {base === LAST_YEAR && isYear(year) && <ProfileChoice year={year} profiles={profiles} onChange={setProfiles} />}
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

interface NewScenario {
  readonly body: CreateScenario;
  /** Name of the scenario it starts from. */
  readonly from: string | undefined;
}

function useCreate() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ body }: NewScenario) =>
      apiRequest({ method: 'POST', path: '/api/scenarios', body, schema: createdScenarioSchema }),
    onSuccess: async ({ id }, { from }) => {
      void queries.invalidateQueries({ queryKey: scenariosQuery.queryKey });
      await navigate(`/scenarios/${id}`, { state: createdState({ from }) });
    },
  });
}

function isYear(year: number | string): year is number {
  return typeof year === 'number' && Number.isInteger(year) && year >= 2000 && year <= 2100;
}
