import { Anchored } from './anchored.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { usePlanVersion } from '../session/use-plan-version.ts';
import type { Explainer } from './explain.ts';
import type { GridReader } from './grid-reader.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** What hangs below a cell, one at a time. */
export type Popup =
  | { readonly kind: 'message'; readonly text: string; readonly anchor: DOMRect }
  | { readonly kind: 'conflict'; readonly position: CellPosition; readonly anchor: DOMRect };

interface Props {
  readonly session: PlanSession;
  readonly popup: Popup | undefined;
  readonly reader: GridReader;
  readonly explainer: Explainer;
  readonly onKeep: (position: CellPosition, edit: Edit) => void;
  readonly onClose: () => void;
  readonly onEscape: () => void;
}

export function Popups({ popup, ...props }: Props) {
  if (!popup) return null;
  if (popup.kind === 'message') {
    return (
      <Anchored anchor={popup.anchor} onClose={props.onClose} passing>
        {popup.text}
      </Anchored>
    );
  }
  return <ConflictPopup {...popup} {...props} />;
}

type ConflictProps = Omit<Props, 'popup'> & Extract<Popup, { kind: 'conflict' }>;

/** It closes by itself once the values are one again. */
function ConflictPopup({ position, anchor, session, reader, explainer, onKeep, onClose, onEscape }: ConflictProps) {
  usePlanVersion(session);
  const conflict = reader.facts(position)?.state.conflict;
  if (!conflict) return null;
  const open = reader.lock(position) === undefined;
  return (
    <ConflictPanel
      conflict={conflict}
      anchor={anchor}
      explainer={explainer}
      onKeep={open ? (edit) => onKeep(position, edit) : undefined}
      onClose={onClose}
      onEscape={onEscape}
    />
  );
}
