import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Plus, Table2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { mayCreateScenario } from '../../api/rights.ts';
import { scenariosQuery } from '../../api/scenario-list.ts';
import { useUser } from '../../api/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { ScenarioTable } from './scenario-table.tsx';

export function ListPage() {
  const { t } = useTranslation('scenarios');
  const mayCreate = mayCreateScenario(useUser());
  const [creating, dialog] = useDisclosure(false);
  const query = useQuery(scenariosQuery);
  const create = mayCreate && (
    <Button leftSection={<Plus size={16} />} onClick={dialog.open} data-testid="scenario-new">
      {t('list.new')}
    </Button>
  );
  return (
    <>
      <PageHeader crumbs={[{ label: t('title') }]} actions={create} />
      <QueryView query={query}>
        {(scenarios) =>
          scenarios.length > 0 ? (
            <ScenarioTable scenarios={scenarios} />
          ) : (
            <EmptyState
              icon={Table2}
              title={t('list.empty')}
              text={t(mayCreate ? 'list.emptyText' : 'list.emptyReader')}
              actions={create}
            />
          )
        }
      </QueryView>
      {mayCreate && <CreateDialog opened={creating} onClose={dialog.close} />}
    </>
  );
}
