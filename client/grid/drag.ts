import type { Place } from './frame.ts';
import type { Surface } from './surface.ts';

export interface DragListener {
  /** The cell under the pointer, or the one in view nearest to it. Told again when the grid has scrolled below it. */
  readonly onMove: (place: Place) => void;
  /** `false` when the drag was given up: Esc, or the system took the pointer. */
  readonly onEnd: (done: boolean) => void;
}

/** Follows a pressed pointer over the cells until it is let go, and scrolls while it is beyond an edge. */
export function followDrag(surface: Surface, start: PointerEvent, { onMove, onEnd }: DragListener): void {
  let point = { x: start.clientX, y: start.clientY };
  let frame = 0;

  const scroll = (): void => {
    frame = surface.scrollTowards(point.x, point.y) ? requestAnimationFrame(scroll) : 0;
    if (frame !== 0) onMove(surface.placeAt(point.x, point.y));
  };
  const moved = (event: PointerEvent): void => {
    if (event.pointerId !== start.pointerId) return;
    point = { x: event.clientX, y: event.clientY };
    onMove(surface.placeAt(point.x, point.y));
    if (frame === 0) scroll();
  };
  const end = (done: boolean): void => {
    cancelAnimationFrame(frame);
    listening.abort();
    onEnd(done);
  };
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true };
  window.addEventListener('pointermove', moved, options);
  window.addEventListener('pointerup', (event) => event.pointerId === start.pointerId && end(true), options);
  window.addEventListener('pointercancel', (event) => event.pointerId === start.pointerId && end(false), options);
  window.addEventListener('keydown', (event) => event.key === 'Escape' && end(false), options);
}
