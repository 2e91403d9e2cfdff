import { fillCells, fillSiblings, fillTarget } from './fill.ts';
import { followDrag } from './drag.ts';
import { rangeOf, rectOf } from './frame.ts';
import { holdFocus, select, selectedRect, update } from './grid-context.ts';
import type { FilledCell } from './fill.ts';
import type { Rect } from './frame.ts';
import type { GridContext } from './grid-context.ts';

/** The square at the corner of the selection: dragged it repeats the selection, double-clicked it goes down to the end. */
export function attachHandle(context: GridContext, handle: HTMLElement, signal: AbortSignal): void {
  const onPress = (event: PointerEvent): void => {
    const source = selectedRect(context);
    if (event.button !== 0 || !source) return;
    event.stopPropagation();
    followDrag(context.surface, event, {
      onMove: (place) => {
        const target = fillTarget(source, place);
        update(context, { filling: target && rangeOf(context.state.get().frame, target) });
      },
      onEnd: (done) => {
        const { frame, filling } = context.state.get();
        const target = filling && rectOf(frame, filling);
        update(context, { filling: undefined });
        if (done && target) fill(context, source, target);
      },
    });
  };
  const onDoubleClick = (event: MouseEvent): void => {
    event.stopPropagation();
    const { frame, rows } = context.state.get();
    const source = selectedRect(context);
    if (source) hand(context, fillSiblings(frame, rows, source));
  };
  // The focus stays in the cell.
  const onMouseDown = (event: MouseEvent): void => event.preventDefault();

  handle.addEventListener('pointerdown', onPress, { signal });
  handle.addEventListener('mousedown', onMouseDown, { signal });
  handle.addEventListener('dblclick', onDoubleClick, { signal });
}

function fill(context: GridContext, source: Rect, target: Rect): void {
  const { frame, selection } = context.state.get();
  hand(context, fillCells(frame, source, target));
  const both = rangeOf(frame, {
    top: Math.min(source.top, target.top),
    bottom: Math.max(source.bottom, target.bottom),
    left: Math.min(source.left, target.left),
    right: Math.max(source.right, target.right),
  });
  if (selection && both) select(context, { anchor: both.from, head: both.to, active: selection.active });
  holdFocus(context);
}

/** Gives filled cells to the screen. */
export function hand(context: GridContext, cells: readonly FilledCell[]): void {
  if (cells.length === 0) return;
  update(context, { copied: undefined });
  context.props().onFill(cells);
}
