import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { targetOf } from '../../shared/planning/edit.ts';
import { useUser } from '../api/session.ts';
import { PlanGrid } from '../grid/plan-grid.tsx';
import { useLanguage } from '../ui/language.ts';
import { ChartPanel } from './chart-panel.tsx';
import { readText } from './edit-text.ts';
import { FormulaBar } from './formula-bar.tsx';
import { createGridReader } from './grid-reader.ts';
import { cellAddress, cellParts } from './plan-rows.ts';
import { Popups } from './popups.tsx';
import { RefusedNotice } from './refused-notice.tsx';
import { SelectionStatus } from './selection-status.tsx';
import { Toolbar } from './toolbar.tsx';
import { useCellRequests } from './use-cell-requests.ts';
import { useColumns } from './use-columns.ts';
import { useExplainer } from './use-explainer.ts';
import { useGridLabels } from './use-grid-labels.ts';
import { useLastYear } from './use-last-year.ts';
import { useView } from './use-view.ts';
import { useWhereabouts } from './use-whereabouts.ts';
import styles from './workspace.module.css';
import type { GridReader } from './grid-reader.ts';
import type { Widest } from './use-columns.ts';
import type { TreeNode } from '../grid/tree.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';
import type { CellRequests } from './cell-requests.ts';
import type { PlanSession } from './plan-session.ts';
import type { Popup } from './popups.tsx';
import type { CellPosition } from '../grid/cell.ts';
import type { FilledCell } from '../grid/fill.ts';
import type { GridSelection, PlanGridHandle } from '../grid/grid-props.ts';
import type { PastedCell } from '../grid/paste.ts';
import type { Intent } from './edit-text.ts';
import type { Scenario } from '../../shared/api/scenarios.ts';
import type { Edit } from '../../shared/planning/edit.ts';

interface Props {
  readonly scenario: Scenario;
  readonly session: PlanSession;
  readonly requests: CellRequests;
}

/** Those of the first row, which is the sum of all others, when the measure is first shown. */
function widestFigures(reader: GridReader, roots: readonly TreeNode[], { periods }: Hierarchy): Widest {
  const row = roots[0]?.id ?? '';
  const lengths = periods.map((column) => reader.cell({ row, column })?.text.length ?? 0);
  return { month: Math.max(...lengths.slice(5)), total: Math.max(...lengths.slice(0, 5)) };
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
  const widest = useMemo(() => widestFigures(reader, view.roots, hierarchy), [reader, view.roots, hierarchy]);
  const { columns, treeWidth, toggle, monthName } = useColumns(hierarchy, t, locale, widest);
  const [popup, setPopup] = useState<Popup>();
  const [selection, setSelection] = useState<GridSelection>();
  const [chartOpen, setChartOpen] = useState(false);
  const closePopup = useCallback(() => setPopup(undefined), []);
  const where = useWhereabouts(session, option.id);
  const row = where.position?.row ?? view.roots[0]?.id ?? '';
  const lastYear = useLastYear(session, option.id, row);

  useCellRequests(requests, view, grid);
  useEffect(
    () =>
      session.watch((change) => {
        if (change.kind === 'plan') return grid.current?.refresh();
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
  const set = (position: CellPosition, intent: Intent): void => {
    if (reader.lock(position) === undefined) void session.edit(addressOf(position), intent);
  };
  const enterMany = (cells: readonly PastedCell[]): void => {
    for (const { position, text } of cells) {
      const parsed = read(position, text);
      if (parsed.ok) set(position, parsed.intent);
    }
  };
  const fill = (cells: readonly FilledCell[]): void => {
    for (const { position, v } of cells.map((cell) => ({ ...cell, v: reader.facts(cell.from)?.value ?? null }))) {
      if (v !== null) set(position, { op: 'set', v });
    }
  };
  const clear = (positions: readonly CellPosition[]): void => {
    for (const position of positions) {
      if (reader.lock(position) === undefined) void session.clear(addressOf(position));
    }
  };
  const keep = (position: CellPosition, edit: Edit): void => {
    const facts = reader.facts(position);
    closePopup();
    if (facts?.value == null) return;
    // What is kept already may be a value with later percentages on it: the cell's own value says it all.
    const v = edit === facts.state.conflict?.kept ? facts.value : targetOf(edit, facts.value);
    void session.edit(facts.address, { op: 'set', v });
  };

  const period = where.position && hierarchy.periodIndex.get(where.position.column);
  return (
    <div className={styles['page']}>
      <div className={styles['tools']}>
        <Toolbar view={view} words={explainer.words} chartOpen={chartOpen} onChart={() => setChartOpen(!chartOpen)} />
      </div>
      <div className={styles['formula']}>
        <FormulaBar
          session={session}
          reader={reader}
          words={explainer.words}
          position={where.position}
          draft={where.draft}
          before={period === undefined ? undefined : lastYear?.[period]}
        />
      </div>
      <div className={styles['notice']}>
        <RefusedNotice session={session} explainer={explainer} />
      </div>
      <div className={styles['grid']}>
        <PlanGrid
          ref={grid}
          label={t('page.grid', { name: scenario.name })}
          rows={view.rows}
          tree={view.roots}
          widthsKey={`plan.${user.id}`}
          columns={columns}
          treeWidth={treeWidth}
          labels={labels}
          cell={(id, column) => reader.cell({ row: id, column })}
          cellName={(position) => explainer.words.cell(addressOf(position))}
          draft={reader.draft}
          copyText={reader.draft}
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
          onEditMany={(positions, text) => enterMany(positions.map((position) => ({ position, text })))}
          onClear={clear}
          onPaste={({ cells }) => enterMany(cells)}
          onFill={fill}
          onFindReveal={view.reveal}
          onSelect={setSelection}
          footer={<SelectionStatus session={session} reader={reader} option={option} selection={selection} />}
          onFault={(_position, text, anchor) => setPopup({ kind: 'message', text, anchor })}
          onRefused={(position, anchor) => setPopup({ kind: 'message', text: reader.lock(position) ?? '', anchor })}
          onConflict={(position, anchor) => setPopup({ kind: 'conflict', position, anchor })}
        />
      </div>
      {chartOpen && (
        <div className={styles['panel']}>
          <ChartPanel
            session={session}
            option={option}
            row={row}
            rowName={explainer.words.row(row)}
            words={explainer.words}
            lastYear={lastYear}
            monthName={monthName}
            onClose={() => setChartOpen(false)}
          />
        </div>
      )}
      <Popups popup={popup} reader={reader} explainer={explainer} onKeep={keep} onClose={closePopup} />
    </div>
  );
}
