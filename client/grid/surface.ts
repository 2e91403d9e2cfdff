import styles from './ranges.module.css';
import { columnsBetween, indexAt } from './spans.ts';
import type { Place, Rect } from './frame.ts';
import type { Span } from './spans.ts';
import type { TreeRow } from './tree.ts';
import type { Column, GridApi } from 'ag-grid-community';

export type Lane = 'left' | 'center' | 'right';

/** A rectangle of cells in one lane, in px from the lane's corner. */
export interface LaneBox {
  readonly lane: Lane;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether it goes on in the lane beside. */
  readonly joinsLeft: boolean;
  readonly joinsRight: boolean;
}

/** The pixels of the grid's cells. */
export interface Surface {
  /** Layers over the cells of each part. They scroll with them, and lie below what is pinned. */
  readonly lanes: Readonly<Record<Lane, HTMLElement>>;
  readonly boxes: (rect: Rect) => LaneBox[];
  /** The box of a row in the tree's own column. */
  readonly treeBox: (row: number) => LaneBox;
  /** The cell in view nearest to a point of the window. */
  readonly placeAt: (x: number, y: number) => Place;
  /** Scrolls by one frame towards a point beyond the view; whether there was anything to do. */
  readonly scrollTowards: (x: number, y: number) => boolean;
  /** Places of the rows wholly in view. */
  readonly rowsInView: () => { readonly first: number; readonly last: number };
  /** To call when the columns or their widths have changed. */
  readonly measure: () => void;
}

const EDGE_PX = 12;
const PX_PER_FRAME = { slowest: 4, fastest: 48 };

/**
 * AG Grid keeps all rows in one scrolling box in which pinned cells are sticky. A layer of our own in that box moves with
 * the rows without any work of ours; its z-index puts it between the cells that scroll and those that are pinned.
 */
export function createSurface(root: HTMLElement, api: GridApi<TreeRow>): Surface {
  const viewport = part(root, '.ag-grid-viewport');
  const header = part(root, '.ag-grid-pinned-top-rows');
  const body = part(root, '.ag-grid-scrolling-container');
  const lanes = { left: addLane(body, 'left'), center: addLane(body, 'center'), right: addLane(body, 'right') };
  const spans = (columns: Column[]): Span[] =>
    columns.map((column) => ({ start: column.getLeft() ?? 0, length: column.getActualWidth() }));
  const center = (): Span[] => spans(api.getDisplayedCenterColumns());
  const right = (): Span[] => spans(api.getDisplayedRightColumns());
  const left = (): Span[] => spans(api.getDisplayedLeftColumns());
  const rowSpan = (index: number): Span => {
    const node = api.getDisplayedRowAtIndex(index);
    return { start: node?.rowTop ?? 0, length: node?.rowHeight ?? 0 };
  };

  function view(): { left: number; right: number; top: number; bottom: number } {
    const box = viewport.getBoundingClientRect();
    return {
      top: header.getBoundingClientRect().bottom,
      bottom: box.bottom,
      left: box.left + widthOf(left()),
      right: right().length > 0 ? lanes.right.getBoundingClientRect().left : box.right,
    };
  }

  function columnAt(x: number): number {
    const seen = view();
    const middle = center();
    const pinned = right();
    if (pinned.length > 0 && (x >= seen.right || middle.length === 0)) {
      return middle.length + indexAt(pinned, x - seen.right);
    }
    const inside = clamp(x, seen.left, seen.right - 1);
    return indexAt(middle, inside - lanes.center.getBoundingClientRect().left);
  }

  function rowAt(y: number): number {
    const seen = view();
    const inside = clamp(y, seen.top, seen.bottom - 1) - body.getBoundingClientRect().top;
    let [low, high] = [0, Math.max(0, api.getDisplayedRowCount() - 1)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (rowSpan(middle).start <= inside) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function measure(): void {
    lanes.left.style.width = `${widthOf(left())}px`;
    lanes.center.style.left = `${widthOf(left())}px`;
    lanes.center.style.width = `${widthOf(center())}px`;
    lanes.right.style.width = `${widthOf(right())}px`;
  }

  measure();
  return {
    lanes,
    boxes: (rect) => {
      const top = rowSpan(rect.top).start;
      const last = rowSpan(rect.bottom);
      const vertical = { top, height: last.start + last.length - top };
      const middle = center();
      const inCenter = columnsBetween(middle, rect.left, rect.right);
      const inRight = columnsBetween(right(), rect.left - middle.length, rect.right - middle.length);
      return [
        ...(inCenter ? [box('center', inCenter, vertical, { joinsRight: inRight !== undefined })] : []),
        ...(inRight ? [box('right', inRight, vertical, { joinsLeft: inCenter !== undefined })] : []),
      ];
    },
    treeBox: (row) => {
      const { start, length } = rowSpan(row);
      return box('left', { start: 0, length: widthOf(left()) }, { top: start, height: length }, {});
    },
    placeAt: (x, y) => ({ row: rowAt(y), column: columnAt(x) }),
    scrollTowards: (x, y) => {
      const seen = view();
      // Behind the right edge may lie pinned cells, which are a target themselves: the last pixels before them scroll.
      const pinned = right().length > 0;
      const beyondRight = pinned
        ? x < seen.right
          ? Math.max(0, x - seen.right + EDGE_PX)
          : 0
        : Math.max(0, x - seen.right);
      const across = pace(Math.min(0, x - seen.left) + beyondRight);
      const down = pace(Math.min(0, y - seen.top) + Math.max(0, y - seen.bottom));
      if (across === 0 && down === 0) return false;
      viewport.scrollLeft += across;
      viewport.scrollTop += down;
      return true;
    },
    rowsInView: () => {
      const seen = view();
      const [first, last] = [rowAt(seen.top), rowAt(seen.bottom)];
      const bodyTop = body.getBoundingClientRect().top;
      const span = rowSpan(last);
      const whole = bodyTop + span.start + span.length <= seen.bottom;
      return {
        first: bodyTop + rowSpan(first).start < seen.top - 1 && first < last ? first + 1 : first,
        last: whole || last === first ? last : last - 1,
      };
    },
    measure,
  };
}

function box(
  lane: Lane,
  { start, length }: Span,
  vertical: { top: number; height: number },
  { joinsLeft = false, joinsRight = false }: { joinsLeft?: boolean; joinsRight?: boolean },
): LaneBox {
  return { lane, left: start, width: length, ...vertical, joinsLeft, joinsRight };
}

function part(root: HTMLElement, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`AG Grid has no ${selector}: look for its new name`);
  return found;
}

function addLane(body: HTMLElement, lane: Lane): HTMLElement {
  const layer = document.createElement('div');
  layer.className = `${styles['layer']} ${styles[`${lane}Layer`]}`;
  layer.ariaHidden = 'true';
  const inner = document.createElement('div');
  inner.className = styles[lane] ?? '';
  layer.append(inner);
  body.append(layer);
  return inner;
}

function widthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { length }) => sum + length, 0);
}

/** The further out, the faster. */
function pace(distance: number): number {
  if (distance === 0) return 0;
  return Math.sign(distance) * clamp(Math.abs(distance) / 2, PX_PER_FRAME.slowest, PX_PER_FRAME.fastest);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
