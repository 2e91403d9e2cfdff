import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/api/alerts.ts';
import type { WatchableScope } from '../../../shared/api/kpi.ts';
import { draftOf, newDraft, readDraft, type AlertDraft, type DraftFault } from './alert-draft.ts';
import { AlertProblem } from './alert-problem.tsx';
import { useSaveAlert } from './alert-queries.ts';
import styles from './alerts.module.css';
import { useFocusBack } from '../../ui/use-focus-back.ts';

interface Props {
  /** Undefined: a new one. */
  alert: Alert | undefined;
  scopes: readonly WatchableScope[];
  onClose: () => void;
}

export function AlertForm({ alert, scopes, onClose }: Props) {
  useFocusBack();
  const { t } = useTranslation('live');
  const { t: tUi } = useTranslation('ui');
  const [secret, setSecret] = useState<string>();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(alert === undefined ? 'alerts.new' : 'alerts.edit')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      closeOnClickOutside={false}
    >
      {secret === undefined ? (
        <Fields alert={alert} scopes={scopes} onClose={onClose} onSecret={setSecret} />
      ) : (
        <Secret secret={secret} onClose={onClose} />
      )}
    </Modal>
  );
}

function Fields({ alert, scopes, onClose, onSecret }: Props & { onSecret: (secret: string) => void }) {
  const { t } = useTranslation('live');
  const [draft, setDraft] = useState<AlertDraft>(() =>
    alert === undefined ? newDraft(scopes[0]?.scope ?? 'company') : draftOf(alert),
  );
  const [sent, setSent] = useState(false);
  const save = useSaveAlert(alert?.id);
  const reading = readDraft(draft);
  const change = (part: Partial<AlertDraft>) => setDraft((before) => ({ ...before, ...part }));
  const fault = (field: DraftFault) =>
    sent && !reading.ok && reading.faults.includes(field) && t(`alerts.fault.${field}`);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (!reading.ok) return;
    save.mutate(reading.change, {
      onSuccess: ({ secret }) => (secret === undefined ? onClose() : onSecret(secret)),
    });
  };

  return (
    <form onSubmit={submit} noValidate data-testid="alert-form">
      <Stack gap="md">
        <TextInput
          label={t('alerts.name')}
          value={draft.name}
          maxLength={120}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={fault('name')}
          data-autofocus
        />
        <Select
          label={t('alerts.scope')}
          data={scopes.map(({ scope, name }) => ({ value: scope, label: name }))}
          value={draft.scope}
          onChange={(scope) => scope !== null && change({ scope })}
          allowDeselect={false}
          searchable
        />
        <NumberInput
          label={t('alerts.threshold')}
          description={t('alerts.thresholdText')}
          value={draft.threshold}
          onChange={(threshold) => change({ threshold })}
          decimalScale={1}
          decimalSeparator=","
          suffix={' %'}
          error={fault('threshold')}
        />
        <Group grow align="flex-start">
          <TextInput
            type="time"
            label={t('alerts.from')}
            value={draft.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
            error={fault('from')}
          />
          <NumberInput
            label={t('alerts.quiet')}
            value={draft.quietMinutes}
            onChange={(quietMinutes) => change({ quietMinutes })}
            allowDecimal={false}
            suffix=" min"
            error={fault('quietMinutes')}
          />
        </Group>
        <TextInput
          label={t('alerts.webhook')}
          description={
            alert?.webhook == null ? t('alerts.webhookText') : t('alerts.webhookKept', { host: alert.webhook })
          }
          placeholder="https://"
          value={draft.webhook}
          inputMode="url"
          onChange={(event) => change({ webhook: event.currentTarget.value })}
          disabled={draft.removeWebhook}
          error={fault('webhook')}
        />
        {alert?.webhook != null && (
          <Checkbox
            label={t('alerts.removeWebhook')}
            checked={draft.removeWebhook}
            onChange={(event) => change({ removeWebhook: event.currentTarget.checked, webhook: '' })}
          />
        )}
        {save.error !== null && <AlertProblem error={save.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('alerts.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} data-testid="alert-save">
            {t('alerts.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** It is shown this once. */
function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('live');
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(secret).then(() => setCopied(true));
  return (
    <Stack gap="md">
      <Text size="sm">{t('alerts.secretText')}</Text>
      <code className={styles['secret']}>{secret}</code>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={copy}>
          {t(copied ? 'alerts.copied' : 'alerts.copy')}
        </Button>
        <Button onClick={onClose}>{t('alerts.done')}</Button>
      </Group>
    </Stack>
  );
}
