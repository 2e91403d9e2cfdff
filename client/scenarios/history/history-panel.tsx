import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SidePanel } from '../panels/side-panel.tsx';
import { usePlanVersion } from '../session/use-plan-version.ts';
import { CellHistory } from './cell-history.tsx';
import styles from './history.module.css';
import { ScenarioLog } from './scenario-log.tsx';
import type { PanelContext } from '../panels/panels.ts';

type Scope = 'cell' | 'scenario';

/** Where figures come from: those of one cell, or everything that was entered. */
export function HistoryPanel(context: PanelContext) {
  const { t } = useTranslation('scenarios');
  const { session, reader, position, explainer, onClose } = context;
  const [scope, setScope] = useState<Scope>('cell');
  usePlanVersion(session);
  const facts = position && reader.facts(position);
  const cell = scope === 'cell';
  const about = cell && facts ? { about: explainer.words.cell(facts.address) } : {};
  return (
    <SidePanel title={t('panel.history')} {...about} onClose={onClose} testid="history-panel">
      <SegmentedControl
        className={styles['switch'] ?? ''}
        size="xs"
        fullWidth
        aria-label={t('history.scope.label')}
        value={scope}
        onChange={(value) => setScope(value === 'scenario' ? 'scenario' : 'cell')}
        data={[
          { value: 'cell', label: t('history.scope.cell') },
          { value: 'scenario', label: t('history.scope.scenario') },
        ]}
        data-testid="history-scope"
      />
      {!cell && <ScenarioLog context={context} />}
      {cell && facts && <CellHistory context={context} facts={facts} />}
      {cell && !facts && <p className={styles['quiet']}>{t('history.nothing')}</p>}
    </SidePanel>
  );
}
