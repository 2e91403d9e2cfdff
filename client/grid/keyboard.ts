import type { Axis, Move } from './selection.ts';

/** What a key means in the grid where that differs from AG Grid's own meaning. */
export type KeyCommand =
  | { readonly kind: 'expand' | 'collapse' | 'toggle' }
  | { readonly kind: 'focus'; readonly row: 'same' | 'first' | 'last'; readonly column: 'first' | 'last' }
  | { readonly kind: 'extend'; readonly moves: readonly Move[] }
  /** Whole columns, whole rows, or all there is. */
  | { readonly kind: 'select'; readonly what: Axis | 'all' }
  /** To the next active cell within the selection. */
  | { readonly kind: 'step'; readonly axis: Axis; readonly back: boolean }
  | { readonly kind: 'fill'; readonly direction: 'down' | 'right' }
  | { readonly kind: 'find'; readonly to: 'open' | 'next' | 'previous' }
  /** Somebody types into a cell that takes nothing (`refuse`): say why. `cancel` takes back the mark of what was copied. */
  | { readonly kind: 'clear' | 'refuse' | 'undo' | 'redo' | 'cancel' };

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

export interface KeyContext {
  readonly onTree: boolean;
  /** `undefined` for a row without children. */
  readonly expanded: boolean | undefined;
  readonly locked: boolean;
  /** More than one cell is selected. */
  readonly many: boolean;
}

/** `undefined` leaves the key to AG Grid: arrows, Ctrl+arrows, PageUp and PageDown, F2, typing into an editable cell. */
export function commandOf(press: KeyPress, context: KeyContext): KeyCommand | undefined {
  const { key, ctrl, alt, shift } = press;
  if (alt) return altCommand(key);
  if (key === 'F3') return { kind: 'find', to: shift ? 'previous' : 'next' };
  if (ctrl) return ctrlCommand(press, context);
  if (key === ' ' && shift) return { kind: 'select', what: 'row' };
  if (key === 'Escape') return { kind: 'cancel' };
  if (context.onTree) return homeCommand(press) ?? treeCommand(key, context.expanded);
  return valueCommand(press, context);
}

/** While a cell is being edited. `undefined` leaves the key to the editor. */
export function editCommandOf({ key, ctrl, shift }: KeyPress, many: boolean): EditCommand | undefined {
  if (key === 'Enter' && ctrl) return { kind: 'enterAll' };
  if (many && (key === 'Enter' || key === 'Tab')) {
    return { kind: 'enterAndStep', axis: key === 'Enter' ? 'row' : 'column', back: shift };
  }
  return undefined;
}

export type EditCommand =
  /** The text goes into every cell of the selection. */
  { readonly kind: 'enterAll' } | { readonly kind: 'enterAndStep'; readonly axis: Axis; readonly back: boolean };

function ctrlCommand(press: KeyPress, context: KeyContext): KeyCommand | undefined {
  const { key, shift } = press;
  switch (key.toLowerCase()) {
    case 'a':
      return { kind: 'select', what: 'all' };
    case 'f':
      return { kind: 'find', to: 'open' };
    case 'z':
      return { kind: shift ? 'redo' : 'undo' };
    case 'y':
      return { kind: 'redo' };
  }
  if (context.onTree) return shift && key === 'ArrowRight' ? extension(press) : homeCommand(press);
  switch (key.toLowerCase()) {
    case 'd':
      return { kind: 'fill', direction: 'down' };
    case 'r':
      return shift ? undefined : { kind: 'fill', direction: 'right' };
    case ' ':
      return { kind: 'select', what: shift ? 'all' : 'column' };
  }
  return shift ? extension(press) : homeCommand(press);
}

function valueCommand(press: KeyPress, { locked, many }: KeyContext): KeyCommand | undefined {
  const { key, shift } = press;
  if (many && (key === 'Enter' || key === 'Tab')) {
    return { kind: 'step', axis: key === 'Enter' ? 'row' : 'column', back: shift };
  }
  if (key === 'Delete' || key === 'Backspace') return { kind: locked && !many ? 'refuse' : 'clear' };
  if (locked && (key === 'F2' || (key.length === 1 && key !== ' '))) return { kind: 'refuse' };
  return shift ? extension(press) : homeCommand(press);
}

const ARROWS: Readonly<Record<string, { readonly axis: Axis; readonly by: 1 | -1 }>> = {
  ArrowUp: { axis: 'row', by: -1 },
  ArrowDown: { axis: 'row', by: 1 },
  ArrowLeft: { axis: 'column', by: -1 },
  ArrowRight: { axis: 'column', by: 1 },
};

function extension({ key, ctrl }: KeyPress): KeyCommand | undefined {
  const arrow = ARROWS[key];
  if (arrow) {
    const edge = arrow.by === 1 ? 'last' : 'first';
    return { kind: 'extend', moves: [{ axis: arrow.axis, by: ctrl ? edge : arrow.by }] };
  }
  if (key === 'PageUp' || key === 'PageDown') {
    return { kind: 'extend', moves: [{ axis: 'row', by: key === 'PageUp' ? 'pageUp' : 'pageDown' }] };
  }
  if (key !== 'Home' && key !== 'End') return undefined;
  const by = key === 'Home' ? 'first' : 'last';
  const along: Move = { axis: 'column', by };
  return { kind: 'extend', moves: ctrl ? [{ axis: 'row', by }, along] : [along] };
}

function homeCommand({ key, ctrl }: KeyPress): KeyCommand | undefined {
  if (key !== 'Home' && key !== 'End') return undefined;
  const end = key === 'Home' ? 'first' : 'last';
  return { kind: 'focus', row: ctrl ? end : 'same', column: end };
}

function altCommand(key: string): KeyCommand | undefined {
  if (key === 'ArrowDown' || key === 'ArrowRight') return { kind: 'expand' };
  if (key === 'ArrowUp' || key === 'ArrowLeft') return { kind: 'collapse' };
  return undefined;
}

function treeCommand(key: string, expanded: boolean | undefined): KeyCommand | undefined {
  if (key === 'ArrowRight' && expanded === false) return { kind: 'expand' };
  if (key === 'ArrowLeft') return { kind: 'collapse' };
  if ((key === 'Enter' || key === ' ') && expanded !== undefined) return { kind: 'toggle' };
  return undefined;
}
