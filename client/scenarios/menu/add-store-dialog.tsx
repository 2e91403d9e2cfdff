import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listOf, storeSchema } from '../../../shared/api/reference.ts';
import { storeAddedSchema } from '../../../shared/api/scenarios.ts';
import { failureOf, isTransient } from '../../api/api-error.ts';
import { apiRequest } from '../../api/http.ts';
import { scenarioKey } from '../session/plan-queries.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { AddStore, Scenario } from '../../../shared/api/scenarios.ts';
import type { Words } from '../sheet/plan-words.ts';
import type { FormEvent } from 'react';
import { useFocusBack } from '../../ui/use-focus-back.ts';

interface Props {
  readonly scenario: Scenario;
  readonly hierarchy: Hierarchy;
  readonly onClose: () => void;
}

/** Adds a store that opens later. */
export function AddStoreDialog(props: Props) {
  useFocusBack();
  const { t } = useTranslation('scenarios');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal opened onClose={props.onClose} title={t('addStore.open')} closeButtonProps={{ 'aria-label': tUi('close') }}>
      <AddStoreForm {...props} />
    </Modal>
  );
}

function AddStoreForm({ scenario, hierarchy, onClose }: Props) {
  const { t } = useTranslation('scenarios');
  const stores = useQuery({
    queryKey: ['reference', 'stores'],
    queryFn: ({ signal }) => apiRequest({ path: '/api/stores', schema: listOf(storeSchema), signal }),
  });
  const [store, setStore] = useState<string | null>(null);
  const [like, setLike] = useState<string | null>(null);
  const add = useAddStore(scenario.id, onClose);
  const inTree = new Set(hierarchy.stores.map(({ code }) => code));
  const missing = stores.data?.items.filter(({ code }) => !inTree.has(code)) ?? [];

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (store !== null) add.mutate({ store, ...(like !== null && { like }) });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Select
          label={t('addStore.store')}
          data={missing.map(optionOf)}
          value={store}
          onChange={setStore}
          searchable
          disabled={missing.length === 0}
          description={stores.isSuccess && missing.length === 0 ? t('addStore.none') : undefined}
          error={stores.isError && t('addStore.storesFailed')}
          data-autofocus
          data-testid="add-store-code"
        />
        <Select
          label={t('addStore.like')}
          placeholder={t('addStore.average')}
          data={hierarchy.stores.map(optionOf)}
          value={like}
          onChange={setLike}
          searchable
          clearable
          data-testid="add-store-like"
        />
        <Text size="sm" c="dimmed">
          {t('addStore.text')}
        </Text>
        {add.error && (
          <Text role="alert" size="sm" c="var(--error)">
            {faultText(t, add.error)}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('create.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={store === null} data-testid="add-store-submit">
            {t('addStore.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The answer's revision makes the page load the new model. */
function useAddStore(id: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AddStore) =>
      apiRequest({
        method: 'POST',
        path: `/api/scenarios/${encodeURIComponent(id)}/stores`,
        body,
        schema: storeAddedSchema,
      }),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: scenarioKey(id) });
    },
  });
}

function faultText(t: Words, error: Error): string {
  if (isTransient(error)) return t('addStore.unavailable');
  const failure = failureOf(error);
  const code = failure?.kind === 'refused' ? failure.code : undefined;
  if (code === 'wrong_state' || code === 'store_exists' || code === 'busy') return t(`addStore.fault.${code}`);
  return t('addStore.failed', { reason: error.message });
}

const optionOf = ({ code, name }: { code: string; name: string }) => ({ value: code, label: `${name} · ${code}` });
