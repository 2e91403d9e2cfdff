import styles from './ranges.module.css';
import { placeOf, positionAt, rectOf } from './frame.ts';
import { selectedRect } from './grid-context.ts';
import type { Place, Rect } from './frame.ts';
import type { GridContext } from './grid-context.ts';
import type { Lane, LaneBox } from './surface.ts';

type PaintContext = Pick<GridContext, 'state' | 'props' | 'surface'>;

const HANDLE_PX = 9;

interface Shape {
  readonly key: string;
  readonly className: string;
  readonly rect: Rect;
  /** Cell that keeps its own ground. */
  readonly hole?: Place;
  readonly slot?: number;
  readonly name?: string;
}

export interface RangePainter {
  /** Draws everything there is to mark; the cells themselves are left alone. */
  readonly paint: () => void;
  readonly handle: HTMLElement;
}

/** Draws ranges as a few boxes over the cells: a selection of ten thousand cells costs as much as one of two. */
export function createRangePainter(context: PaintContext): RangePainter {
  const { surface } = context;
  const drawn = new Map<string, HTMLElement>();
  const handle = document.createElement('div');
  handle.className = styles['handle'] ?? '';
  handle.dataset['handle'] = '';
  handle.dataset['testid'] = 'fill-handle';

  function paint(): void {
    const kept = new Set<string>();
    for (const shape of shapesOf(context)) {
      for (const box of surface.boxes(shape.rect)) {
        const hole = shape.hole && holeIn(box, surface.boxes(cellRect(shape.hole)));
        draw(shape, box, hole, kept);
      }
    }
    const found = foundBox(context);
    if (found) draw({ key: 'found', className: 'found', rect: NOWHERE }, found, undefined, kept);
    for (const [key, element] of drawn) {
      if (kept.has(key)) continue;
      element.remove();
      drawn.delete(key);
    }
    placeHandle();
  }

  function draw(
    { key, className, slot, name }: Shape,
    box: LaneBox,
    hole: string | undefined,
    kept: Set<string>,
  ): void {
    const id = `${key} ${box.lane}`;
    kept.add(id);
    const element = drawn.get(id) ?? add(id, box.lane);
    element.className = [
      styles['range'],
      styles[className],
      box.joinsLeft ? styles['joinsLeft'] : '',
      box.joinsRight ? styles['joinsRight'] : '',
    ].join(' ');
    element.dataset['range'] = className;
    element.style.left = `${box.left}px`;
    element.style.top = `${box.top}px`;
    element.style.width = `${box.width}px`;
    element.style.height = `${box.height}px`;
    if (hole === undefined) element.style.removeProperty('--hole');
    else element.style.setProperty('--hole', hole);
    if (slot !== undefined) element.style.setProperty('--person', `var(--person-${slot})`);
    if (name !== undefined) element.dataset['peer'] = name;
  }

  function add(id: string, lane: Lane): HTMLElement {
    const element = document.createElement('div');
    drawn.set(id, element);
    surface.lanes[lane].append(element);
    return element;
  }

  function placeHandle(): void {
    const rect = selectedRect(context);
    const box = rect && surface.boxes(rect).at(-1);
    // What takes no input cannot be filled from: its corner offers nothing.
    if (!box || isLocked(context, { row: rect.bottom, column: rect.right })) return handle.remove();
    handle.style.left = `${box.left + box.width - HANDLE_PX}px`;
    handle.style.top = `${box.top + box.height - HANDLE_PX}px`;
    // Moved without need it would lose the clicks that began on it.
    const lane = surface.lanes[box.lane];
    if (handle.parentElement !== lane) lane.append(handle);
  }

  return { paint, handle };
}

const NOWHERE: Rect = { top: 0, bottom: -1, left: 0, right: -1 };

function shapesOf(context: PaintContext): Shape[] {
  const { frame, selection, copied, filling } = context.state.get();
  const shapes: Shape[] = [];
  for (const peer of context.props().peers ?? []) {
    const rect = rectOf(frame, peer);
    if (rect) shapes.push({ key: `peer ${peer.id}`, className: 'peer', rect, slot: peer.slot, name: peer.name });
  }
  const selected = selectedRect(context);
  const active = selection && placeOf(frame, selection.active);
  if (selected && active) shapes.push({ key: 'selected', className: 'selected', rect: selected, hole: active });
  const copiedRect = copied && rectOf(frame, copied);
  if (copiedRect) shapes.push({ key: 'copied', className: 'copied', rect: copiedRect });
  const fillingRect = filling && rectOf(frame, filling);
  if (fillingRect) shapes.push({ key: 'filling', className: 'filling', rect: fillingRect });
  return shapes;
}

function isLocked({ state, props }: PaintContext, place: Place): boolean {
  const position = positionAt(state.get().frame, place);
  return position !== undefined && props().cell(position.row, position.column)?.locked === true;
}

function foundBox({ state, surface }: PaintContext): LaneBox | undefined {
  const { found, frame } = state.get();
  const row = found === undefined ? undefined : frame.rowAt.get(found);
  return row === undefined ? undefined : surface.treeBox(row);
}

function cellRect({ row, column }: Place): Rect {
  return { top: row, bottom: row, left: column, right: column };
}

/** A clip that leaves out a cell, in px of the box around it. */
function holeIn(box: LaneBox, cells: readonly LaneBox[]): string | undefined {
  const cell = cells.find(({ lane }) => lane === box.lane);
  if (!cell) return undefined;
  const [left, top] = [cell.left - box.left, cell.top - box.top];
  const [right, bottom] = [left + cell.width, top + cell.height];
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ];
  const inner = corners.map(([x, y]) => `${x}px ${y}px`).join(', ');
  return `polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, ${inner})`;
}
