import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellAddress } from '../sheet/plan-rows.ts';
import { SidePanel } from '../panels/side-panel.tsx';
import styles from './assumptions.module.css';
import { GoalSeek } from './goal-seek.tsx';
import { Sensitivity } from './sensitivity.tsx';
import type { PanelContext } from '../panels/panels.ts';

/** What if: the input that reaches a target, and the inputs that matter. Nothing is entered before one says so. */
export function AssumptionsPanel(context: PanelContext) {
  const { t } = useTranslation('scenarios');
  const { position, option, onClose } = context;
  const [applied, setApplied] = useState(0);
  const active = position && cellAddress(option.id, position.row, position.column);
  return (
    <SidePanel title={t('panel.assumptions')} onClose={onClose} testid="assumptions-panel">
      {active === undefined ? (
        <p className={styles['quiet']}>{t('assumptions.nothing')}</p>
      ) : (
        <>
          <GoalSeek context={context} active={active} onApplied={() => setApplied((before) => before + 1)} />
          <Sensitivity context={context} active={active} applied={applied} />
        </>
      )}
    </SidePanel>
  );
}
