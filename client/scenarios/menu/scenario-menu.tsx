import { ActionIcon, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Copy, Ellipsis, FileSpreadsheet, FileText, History, Info, Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCreateScenario, mayForkScenario } from '../../api/rights.ts';
import { useUser } from '../../api/session.ts';
import { scenariosQuery } from '../../api/scenario-list.ts';
import { OriginsDialog } from '../origins/origins-dialog.tsx';
import { AddStoreDialog } from './add-store-dialog.tsx';
import { ForkDialog } from './fork-dialog.tsx';
import { VersionDialog } from './version-dialog.tsx';
import type { Scenario } from '../../../shared/api/scenarios.ts';
import type { Plan } from '../session/plan.ts';

interface Props {
  readonly scenario: Scenario;
  readonly plan: Plan;
}

/** What is done with a scenario as a whole. */
export function ScenarioMenu({ scenario, plan }: Props) {
  const { t } = useTranslation('scenarios');
  const user = useUser();
  const [dialog, setDialog] = useState<'origins' | 'version' | 'fork' | 'store'>();
  const close = (): void => setDialog(undefined);
  const makes = mayCreateScenario(user);
  const file = (format: string): string => `/api/scenarios/${encodeURIComponent(scenario.id)}/export?format=${format}`;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={28} aria-label={t('menu.open')} data-testid="scenario-menu">
            <Ellipsis size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {scenario.forkedFrom !== undefined && <MadeFrom id={scenario.forkedFrom} />}
          <Menu.Item leftSection={<Info size={14} />} onClick={() => setDialog('origins')} data-testid="origins-open">
            {t('origins.open')}
          </Menu.Item>
          <Menu.Item component="a" href={file('xlsx')} download leftSection={<FileSpreadsheet size={14} />}>
            {t('menu.xlsx')}
          </Menu.Item>
          <Menu.Item component="a" href={file('csv')} download leftSection={<FileText size={14} />}>
            {t('menu.csv')}
          </Menu.Item>
          {makes && (
            <Menu.Item
              leftSection={<History size={14} />}
              onClick={() => setDialog('version')}
              data-testid="save-version"
            >
              {t('menu.version')}…
            </Menu.Item>
          )}
          {mayForkScenario(user) && (
            <Menu.Item leftSection={<Copy size={14} />} onClick={() => setDialog('fork')} data-testid="fork">
              {t('menu.fork')}…
            </Menu.Item>
          )}
          {makes && scenario.state === 'draft' && (
            <Menu.Item leftSection={<Store size={14} />} onClick={() => setDialog('store')} data-testid="add-store">
              {t('addStore.open')}…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <OriginsDialog plan={plan} opened={dialog === 'origins'} onClose={close} />
      {dialog === 'version' && <VersionDialog scenario={scenario} onClose={close} />}
      {dialog === 'fork' && <ForkDialog scenario={scenario} isPrivate={!makes} onClose={close} />}
      {dialog === 'store' && <AddStoreDialog scenario={scenario} hierarchy={plan.hierarchy} onClose={close} />}
    </>
  );
}

/** Another scenario it comes from; its name is known to who may see it. */
function MadeFrom({ id }: { readonly id: string }) {
  const { t } = useTranslation('scenarios');
  const name = useQuery(scenariosQuery).data?.find((scenario) => scenario.id === id)?.name;
  return (
    <Menu.Label data-testid="made-from">
      {name === undefined ? t('menu.madeFromHidden') : t('menu.madeFrom', { name })}
    </Menu.Label>
  );
}
