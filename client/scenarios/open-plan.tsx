import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { targetOf } from '../../shared/planning/edit.ts';
import { useUser } from '../api/session.ts';
import { PlanGrid } from '../grid/plan-grid.tsx';
import { useLanguage } from '../ui/language.ts';
import { readText } from './edit-text.ts';
import { FormulaBar } from './formula-bar.tsx';
import { createGridReader } from './grid-reader.ts';
import { cellAddress, cellParts } from './plan-rows.ts';
import { PanelBar } from './panel-bar.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { Popups } from './popups.tsx';
import { RefusedNotice } from './refused-notice.tsx';
import { Toolbar } from './toolbar.tsx';
import { useCellRequests } from './use-cell-requests.ts';
import { useColumns } from './use-columns.ts';
import { useExplainer } from './use-explainer.ts';
import { useGridLabels } from './use-grid-labels.ts';
import { useLastYear } from './use-last-year.ts';
import { usePanel } from './use-panel.ts';
import { usePanelKeys } from './use-panel-keys.ts';
import { useView } from './use-view.ts';
import { useWhereabouts } from './use-whereabouts.ts';
import { UNKNOWN_WIDTHS, useWidest } from './use-widest.ts';
import styles from './workspace.module.css';
import type { CellRequests } from './cell-requests.ts';
import type { PlanSession } from './plan-session.ts';
import type { PanelContext } from './panels.ts';
import type { Popup } from './popups.tsx';
import type { CellPosition } from '../grid/cell.ts';
import type { PlanGridHandle } from '../grid/grid-props.ts';
import type { Scenario } from '../../shared/api/scenarios.ts';
import type { Edit } from '../../shared/planning/edit.ts';

interface Props {
  readonly scenario: Scenario;
  readonly session: PlanSession;
  readonly requests: CellRequests;
}

/** The grid of an open scenario with all that stands around it. */
export function OpenPlan({ scenario, session, requests }: Props) {
  const { t } = useTranslation('scenarios');
  const locale = useLanguage();
  const user = useUser();
  const { hierarchy } = session.plan;
  const grid = useRef<PlanGridHandle>(null);
  const view = useView(hierarchy, t);
  const { option } = view;
  const labels = useGridLabels(t);
  const explainer = useExplainer(session, user, t, locale);
  const reader = useMemo(
    () => createGridReader(session, option, { hierarchy, sheets: scenario.sheets, user }, explainer),
    [session, option, hierarchy, scenario.sheets, user, explainer],
  );
  const widest = useWidest(session, reader, option.id, view);
  const { columns, treeWidth, toggle, monthName } = useColumns(hierarchy, t, locale, widest ?? UNKNOWN_WIDTHS);
  const [popup, setPopup] = useState<Popup>();
  const choice = usePanel();
  usePanelKeys(choice, t);
  const closePopup = useCallback(() => setPopup(undefined), []);
  const where = useWhereabouts(session, option.id);
  const row = where.position?.row ?? view.roots[0]?.id ?? '';
  const lastYear = useLastYear(session, option.id, row);

  useCellRequests(requests, view, grid);
  useEffect(
    () =>
      session.watch((change) => {
        if (change.kind === 'plan') return grid.current?.refresh(change.rows);
        const shown = change.cells.map(cellParts).filter(({ measure }) => measure === option.id);
        return grid.current?.refreshCells(shown.map((cell) => ({ row: cell.row, column: cell.period })));
      }),
    [session, option],
  );
  useEffect(() => grid.current?.refresh(), [reader]);

  const addressOf = ({ row: id, column }: CellPosition): string => cellAddress(option.id, id, column);
  const read = (position: CellPosition, text: string) => readText(text, locale, reader.facts(position)?.value ?? null);

  const enter = (position: CellPosition, text: string): void => {
    const parsed = read(position, text);
    if (parsed.ok) void session.edit(addressOf(position), parsed.intent);
  };
  const keep = (position: CellPosition, edit: Edit): void => {
    const facts = reader.facts(position);
    closePopup();
    if (facts?.value == null) return;
    // What is kept already may be a value with later percentages on it: the cell's own value says it all.
    const v = edit.id === facts.state.conflict?.kept.id ? facts.value : targetOf(edit, facts.value);
    void session.edit(facts.address, { op: 'set', v });
  };

  const panel: PanelContext = {
    scenario,
    session,
    user,
    explainer,
    reader,
    option,
    position: where.position,
    row,
    monthName,
    goTo: (cell) => requests.set(cell),
    onClose: choice.close,
  };
  const period = where.position && hierarchy.periodIndex.get(where.position.column);
  return (
    <div className={styles['page']}>
      <div className={styles['tools']}>
        <Toolbar view={view} words={explainer.words}>
          <PanelBar choice={choice} />
        </Toolbar>
      </div>
      <div className={styles['formula']}>
        <FormulaBar
          session={session}
          reader={reader}
          words={explainer.words}
          position={where.position}
          draft={where.draft}
          before={period === undefined ? undefined : lastYear?.[period]}
          onHistory={() => choice.open('history')}
        />
      </div>
      <div className={styles['notice']}>
        <RefusedNotice session={session} explainer={explainer} />
      </div>
      <div className={styles['grid']}>
        {widest && (
          <PlanGrid
            ref={grid}
            label={t('page.grid', { name: scenario.name })}
            rows={view.rows}
            columns={columns}
            treeWidth={treeWidth}
            labels={labels}
            cell={(id, column) => reader.cell({ row: id, column })}
            cellName={(position) => explainer.words.cell(addressOf(position))}
            draft={reader.draft}
            note={(position) => reader.story(position).join('\n') || undefined}
            fault={(position, text) => {
              const parsed = read(position, text);
              return parsed.ok ? undefined : t(`fault.${parsed.fault}`);
            }}
            onToggleRow={view.toggleRow}
            onToggleColumn={toggle}
            onFocus={where.focus}
            onDraft={where.draw}
            onEdit={enter}
            onClear={(position) => void session.clear(addressOf(position))}
            onFault={(_position, text, anchor) => setPopup({ kind: 'message', text, anchor })}
            onRefused={(position, anchor) => setPopup({ kind: 'message', text: reader.lock(position) ?? '', anchor })}
            onConflict={(position, anchor) => setPopup({ kind: 'conflict', position, anchor })}
          />
        )}
      </div>
      {choice.panel !== undefined && (
        <div className={styles['panel']}>
          <PlanPanel id={choice.panel} context={panel} />
        </div>
      )}
      <Popups popup={popup} reader={reader} explainer={explainer} onKeep={keep} onClose={closePopup} />
    </div>
  );
}
