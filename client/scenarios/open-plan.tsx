import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { targetOf } from '../../shared/planning/edit.ts';
import { useUser } from '../api/session.ts';
import { PlanGrid } from '../grid/plan-grid.tsx';
import { useLanguage } from '../ui/language.ts';
import { cellValue } from './comments/cell-value.ts';
import { useCommentDesk } from './comments/comment-desk.ts';
import { CommentedPanelBar } from './comments/commented-panel-bar.tsx';
import { RefusedComments } from './comments/refused-comments.tsx';
import { newestMessage } from './comments/thread-views.ts';
import { useCommentKeys } from './comments/use-comment-keys.ts';
import { useMentionAlerts } from './comments/use-mention-alerts.tsx';
import { readText } from './edit-text.ts';
import { FormulaBar } from './formula-bar.tsx';
import { createGridReader } from './grid-reader.ts';
import { cellAddress, cellParts } from './plan-rows.ts';
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
import { useView } from './use-view.ts';
import { useGoTo } from './use-go-to.ts';
import { useWhereabouts } from './use-whereabouts.ts';
import styles from './workspace.module.css';
import type { GridReader } from './grid-reader.ts';
import type { Widest } from './use-columns.ts';
import type { TreeNode } from '../grid/tree.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';
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
  const shown = useColumns(hierarchy, t, locale, widest);
  const [popup, setPopup] = useState<Popup>();
  const choice = usePanel();
  const closePopup = useCallback(() => setPopup(undefined), []);
  const where = useWhereabouts(session, option.id);
  const row = where.position?.row ?? view.roots[0]?.id ?? '';
  const lastYear = useLastYear(session, option.id, row);

  const desk = useCommentDesk(user.id, scenario.id);
  const { goTo, goToComments } = useGoTo(requests, choice);

  useCellRequests(requests, view, shown, grid);
  useCommentKeys(() => {
    desk.asked.set(true);
    choice.open('comments');
  });
  useMentionAlerts(session, user, explainer, desk.seen, goToComments);
  useEffect(() => session.comments.threads.subscribe(() => grid.current?.refresh()), [session]);
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

  const noteOf = (position: CellPosition): string[] => {
    const address = addressOf(position);
    const newest = newestMessage(session.comments.of(address), cellValue(session, address));
    if (!newest) return [];
    return [t('comments.note', { name: explainer.nameOf(newest.by), text: newest.text.split('\n')[0] ?? '' })];
  };

  const enter = (position: CellPosition, text: string): void => {
    const parsed = read(position, text);
    if (parsed.ok) void session.edit(addressOf(position), parsed.intent);
  };
  const keep = (position: CellPosition, edit: Edit): void => {
    const facts = reader.facts(position);
    closePopup();
    if (facts?.value == null) return;
    // What is kept already may be a value with later percentages on it: the cell's own value says it all.
    const v = edit === facts.state.conflict?.kept ? facts.value : targetOf(edit, facts.value);
    void session.edit(facts.address, { op: 'set', v });
  };

  const panel: PanelContext = {
    scenario,
    session,
    user,
    explainer,
    reader,
    desk,
    option,
    position: where.position,
    row,
    monthName: shown.monthName,
    goTo,
    onClose: choice.close,
  };
  const period = where.position && hierarchy.periodIndex.get(where.position.column);
  return (
    <div className={styles['page']}>
      <div className={styles['tools']}>
        <Toolbar view={view} words={explainer.words}>
          <CommentedPanelBar choice={choice} session={session} user={user} desk={desk} />
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
        />
      </div>
      <div className={styles['notice']}>
        <RefusedNotice session={session} explainer={explainer} />
        <RefusedComments session={session} words={explainer.words} />
      </div>
      <div className={styles['grid']}>
        <PlanGrid
          ref={grid}
          label={t('page.grid', { name: scenario.name })}
          rows={view.rows}
          columns={shown.columns}
          treeWidth={shown.treeWidth}
          labels={labels}
          cell={(id, column) => reader.cell({ row: id, column })}
          cellName={(position) => explainer.words.cell(addressOf(position))}
          draft={reader.draft}
          note={(position) => [...noteOf(position), ...reader.story(position)].join('\n') || undefined}
          fault={(position, text) => {
            const parsed = read(position, text);
            return parsed.ok ? undefined : t(`fault.${parsed.fault}`);
          }}
          onToggleRow={view.toggleRow}
          onToggleColumn={shown.toggle}
          onFocus={where.focus}
          onDraft={where.draw}
          onEdit={enter}
          onClear={(position) => void session.clear(addressOf(position))}
          onFault={(_position, text, anchor) => setPopup({ kind: 'message', text, anchor })}
          onRefused={(position, anchor) => setPopup({ kind: 'message', text: reader.lock(position) ?? '', anchor })}
          onConflict={(position, anchor) => setPopup({ kind: 'conflict', position, anchor })}
        />
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
