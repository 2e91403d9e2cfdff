import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scenarioVersionSchema } from '../../../shared/api/scenarios.ts';
import { apiRequest } from '../../api/http.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { versionsKey } from '../session/plan-queries.ts';
import { NameDialog } from './name-dialog.tsx';
import type { Scenario } from '../../../shared/api/scenarios.ts';

/** Keeps the values of this moment under a name. */
export function VersionDialog({ scenario, onClose }: { readonly scenario: Scenario; readonly onClose: () => void }) {
  const { t } = useTranslation('scenarios');
  const formats = useFormats();
  const queries = useQueryClient();
  const [asked] = useState(() => Date.now());
  const path = `/api/scenarios/${encodeURIComponent(scenario.id)}/versions`;
  const save = useMutation({
    mutationFn: (name: string) => apiRequest({ method: 'POST', path, body: { name }, schema: scenarioVersionSchema }),
    onSuccess: async ({ name }) => {
      onClose();
      notifications.show({ message: t('menu.versionDone', { name }) });
      await queries.invalidateQueries({ queryKey: versionsKey(scenario.id) });
    },
  });
  return (
    <NameDialog
      title={t('menu.version')}
      text={t('menu.versionText')}
      initial={t('menu.versionDefault', { date: formats.dateTime(asked) })}
      submit={t('menu.version')}
      pending={save.isPending}
      error={save.error}
      onSubmit={save.mutate}
      onClose={onClose}
    />
  );
}
