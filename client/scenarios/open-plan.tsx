import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAdditive } from '../../shared/hierarchy/measure.ts';
import { useUser } from '../api/session.ts';
import { PlanGrid } from '../grid/plan-grid.tsx';
import { useLanguage } from '../ui/language.ts';
import { useStable } from '../ui/use-stable.ts';
import { besideTotals } from './entry/beside-totals.ts';
import { commentNote } from './comments/comment-note.ts';
import { useCommentDesk } from './comments/comment-desk.ts';
import { CommentedPanelBar } from './comments/commented-panel-bar.tsx';
import { useCommentKeys } from './comments/use-comment-keys.ts';
import { useMentionAlerts } from './comments/use-mention-alerts.tsx';
import { readText } from './entry/edit-text.ts';
import { FormulaBar } from './sheet/formula-bar.tsx';
import { createGridReader } from './sheet/grid-reader.ts';
import { LandingFeed } from './landing/landing-feed.tsx';
import { landingLines } from './landing/landing-lines.ts';
import { useLandingDesk } from './landing/use-landing-desk.ts';
import { keptValue } from './sheet/kept-value.ts';
import { cellAddress } from './sheet/plan-rows.ts';
import { PlanNotices } from './plan-notices.tsx';
import { PlanPanel } from './panels/plan-panel.tsx';
import { Popups } from './sheet/popups.tsx';
import { Questions } from './entry/questions.tsx';
import { SelectionStatus } from './sheet/selection-status.tsx';
import { Toolbar } from './sheet/toolbar.tsx';
import { useCellRequests } from './sheet/use-cell-requests.ts';
import { useColumns } from './sheet/use-columns.ts';
import { DraftNote } from './entry/draft-note-line.ts';
import { useEntry } from './entry/use-entry.ts';
import { useExplainer } from './sheet/use-explainer.ts';
import { useGridRefresh } from './sheet/use-grid-refresh.ts';
import { useGridLabels } from './sheet/use-grid-labels.ts';
import { usePanel } from './panels/use-panel.ts';
import { usePeers } from './people/use-peers.ts';
import { usePlanKeys } from './entry/use-plan-keys.ts';
import { useSelectedValues } from './sheet/use-selected-values.ts';
import { usePanelKeys } from './panels/use-panel-keys.ts';
import { useView } from './sheet/use-view.ts';
import { useGoTo } from './sheet/use-go-to.ts';
import { useWhereabouts } from './people/use-whereabouts.ts';
import { UNKNOWN_WIDTHS, useWidest } from './sheet/use-widest.ts';
import styles from './workspace.module.css';
import type { CellRequests } from './sheet/cell-requests.ts';
import type { PanelContext } from './panels/panels.ts';
import type { PlanSession } from './session/plan-session.ts';
import type { Popup } from './sheet/popups.tsx';
import type { CellPosition } from '../grid/cell.ts';
import type { EditorWords } from '../grid/editor-note.ts';
import type { GridSelection, PlanGridHandle } from '../grid/grid-props.ts';
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
    () => createGridReader(session, option, { hierarchy, sheets: scenario.sheets, user }, explainer, view.scale),
    [session, option, hierarchy, scenario.sheets, user, explainer, view.scale],
  );
  const widest = useWidest(session, reader, option.id, view);
  const shown = useColumns(hierarchy, t, locale, widest ?? UNKNOWN_WIDTHS);
  const [popup, setPopup] = useState<Popup>();
  const [selection, setSelection] = useState<GridSelection>();
  const choice = usePanel();
  usePanelKeys(choice, t);
  const closePopup = useCallback(() => setPopup(undefined), []);
  const where = useWhereabouts(session, option.id, selection);
  const row = where.position?.row ?? view.roots[0]?.id ?? '';
  const peers = usePeers(session, option.id);
  const values = useSelectedValues(session, option.id, selection);
  const show = useCallback((cell: string) => requests.set(cell), [requests]);
  const refocus = useCallback(() => grid.current?.takeFocus(), []);
  const leavePopup = useCallback(() => {
    closePopup();
    refocus();
  }, [closePopup, refocus]);
  const entry = useEntry({ session, option, reader, explainer, user: user.id, show, refocus });
  const chosen = (): CellPosition[] => {
    const { rows = [], columns: periods = [] } = selection ?? {};
    return rows.flatMap((id) => periods.map((column) => ({ row: id, column })));
  };
  usePlanKeys(t, { onHold: () => entry.toggleHold(chosen()), onUndo: entry.undo, onRedo: entry.redo });
  const tellEditor = useCallback((words: EditorWords) => grid.current?.setEditorNote(words), []);

  const landing = useLandingDesk(session);
  const desk = useCommentDesk(user.id, scenario.id);
  const { goTo, goToComments } = useGoTo(requests, choice);

  useCellRequests(requests, view, shown, grid, hierarchy);
  useCommentKeys(() => {
    desk.ask();
    choice.open('comments');
  });
  useMentionAlerts(session, user, explainer, desk.seen, goToComments);
  useGridRefresh(grid, session, option, reader);

  const addressOf = ({ row: id, column }: CellPosition): string => cellAddress(option.id, id, column);

  const landingOf = (at: CellPosition): string[] => landingLines(landing, reader, explainer, option, at);
  const noteOf = (at: CellPosition): string | undefined =>
    [...commentNote(session, explainer, t, addressOf(at)), ...reader.story(at), ...landingOf(at)].join('\n') ||
    undefined;
  const keep = (position: CellPosition, edit: Edit): void => {
    const facts = reader.facts(position);
    leavePopup();
    if (!facts) return;
    const v = keptValue(facts, edit);
    if (v !== undefined) void session.edit(facts.address, { op: 'set', v });
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
  const { position } = where;
  const onHold = useStable((at: CellPosition) => entry.toggleHold([at]));
  const onConflict = useStable((anchor: DOMRect) => {
    if (where.position) setPopup({ kind: 'conflict', position: where.position, anchor });
  });
  const onHistory = useCallback(() => choice.open('history'), [choice]);
  // What a selection or an entry does not change is not rendered again with them: they come with every key.
  const tools = useMemo(
    () => (
      <Toolbar view={view} words={explainer.words}>
        <CommentedPanelBar choice={choice} session={session} user={user} desk={desk} />
      </Toolbar>
    ),
    [view, explainer, choice, session, user, desk],
  );
  const status = useMemo(
    () => <SelectionStatus option={option} values={values} notice={entry.notice} explainer={explainer} />,
    [option, values, entry.notice, explainer],
  );
  return (
    <div className={styles['page']}>
      <div className={styles['tools']}>{tools}</div>
      <div className={styles['formula']}>
        <FormulaBar
          session={session}
          reader={reader}
          explainer={explainer}
          landing={landing}
          position={position}
          draft={where.draft}
          measure={option.id}
          onHold={isAdditive(option.measure) ? onHold : undefined}
          onHistory={onHistory}
          onConflict={onConflict}
        />
        <DraftNote
          session={session}
          reader={reader}
          explainer={explainer}
          position={position}
          draft={where.draft}
          tell={tellEditor}
        />
        <LandingFeed scenario={scenario.id} user={user} desk={landing} />
      </div>
      <div className={styles['notice']}>
        <PlanNotices scenario={scenario} session={session} explainer={explainer} />
      </div>
      <div className={styles['grid']}>
        {widest && (
          <PlanGrid
            ref={grid}
            label={t('page.grid', { name: scenario.name })}
            rows={view.rows}
            tree={view.roots}
            widthsKey={`plan.${user.id}`}
            columns={shown.columns}
            treeWidth={shown.treeWidth}
            labels={labels}
            peers={peers}
            cell={(id, column) => reader.cell({ row: id, column })}
            cellName={(at) => explainer.words.cell(addressOf(at))}
            draft={reader.draft}
            copyText={(at) => reader.copy(at, values.get().at(at))}
            note={noteOf}
            onPoint={(at) => void landingOf(at)}
            fault={(at, text) => {
              const parsed = readText(text, locale, reader.facts(at)?.value ?? null);
              return parsed.ok ? undefined : t(`fault.${parsed.fault}`);
            }}
            onToggleRow={view.toggleRow}
            onToggleColumn={shown.toggle}
            onFocus={where.focus}
            onDraft={where.draw}
            onEdit={entry.enter}
            onEditMany={entry.enterMany}
            onClear={entry.clear}
            onPaste={({ cells, overflow }) =>
              entry.writeBlock('paste', cells, { overflow, besideTotals: besideTotals(cells, shown.columns) })
            }
            onNotCopied={entry.notCopied}
            onFill={entry.fill}
            onUndo={entry.undo}
            onRedo={entry.redo}
            onFindReveal={view.reveal}
            onSelect={setSelection}
            footer={status}
            onFault={(_position, text, anchor) => setPopup({ kind: 'message', text, anchor })}
            onRefused={(at, anchor) => setPopup({ kind: 'message', text: reader.lock(at) ?? '', anchor })}
            onConflict={(at, anchor) => setPopup({ kind: 'conflict', position: at, anchor })}
          />
        )}
      </div>
      {choice.panel !== undefined && (
        <div className={styles['panel']}>
          <PlanPanel id={choice.panel} context={panel} onFocusLost={refocus} />
        </div>
      )}
      <Popups
        popup={popup}
        session={session}
        reader={reader}
        explainer={explainer}
        onKeep={keep}
        onClose={closePopup}
        onEscape={leavePopup}
      />
      <Questions entry={entry} explainer={explainer} addressOf={addressOf} />
    </div>
  );
}
