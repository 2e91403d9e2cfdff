import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { scenarioSchema } from '../../../shared/api/scenarios.ts';
import { apiRequest } from '../../api/http.ts';
import { scenariosQuery } from '../../api/scenario-list.ts';
import { NameDialog } from './name-dialog.tsx';
import type { Scenario } from '../../../shared/api/scenarios.ts';

interface Props {
  readonly scenario: Scenario;
  /** The copy is seen by its maker and directors alone. */
  readonly isPrivate: boolean;
  readonly onClose: () => void;
}

/** A copy to try things in, with all entries so far. */
export function ForkDialog({ scenario, isPrivate, onClose }: Props) {
  const { t } = useTranslation('scenarios');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = `/api/scenarios/${encodeURIComponent(scenario.id)}/fork`;
  const fork = useMutation({
    mutationFn: (name: string) => apiRequest({ method: 'POST', path, body: { name }, schema: scenarioSchema }),
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: scenariosQuery.queryKey });
      onClose();
      await navigate(`/scenarios/${id}`);
    },
  });
  return (
    <NameDialog
      title={t('menu.fork')}
      text={t(isPrivate ? 'menu.forkPrivate' : 'menu.forkText')}
      initial={t('menu.forkDefault', { name: scenario.name }).slice(0, 120)}
      submit={t('menu.fork')}
      pending={fork.isPending}
      error={fork.error}
      onSubmit={fork.mutate}
      onClose={onClose}
    />
  );
}
