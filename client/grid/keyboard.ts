/** What a key means in the grid where that differs from AG Grid's own meaning. */
export type KeyCommand =
  | { readonly kind: 'expand' | 'collapse' | 'toggle' }
  | { readonly kind: 'focus'; readonly row: 'same' | 'first' | 'last'; readonly column: 'first' | 'last' }
  | { readonly kind: 'clear' }
  /** Somebody types into a cell that takes nothing: say why. */
  | { readonly kind: 'refuse' };

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

export interface KeyContext {
  readonly onTree: boolean;
  /** `undefined` for a row without children. */
  readonly expanded: boolean | undefined;
  readonly locked: boolean;
}

/** `undefined` leaves the key to AG Grid: arrows, Ctrl+arrows, Enter, Tab, F2, typing into an editable cell. */
export function commandOf(press: KeyPress, context: KeyContext): KeyCommand | undefined {
  const { key, ctrl, alt } = press;
  if (alt) return altCommand(key);
  if (key === 'Home' || key === 'End') {
    const end = key === 'Home' ? 'first' : 'last';
    return { kind: 'focus', row: ctrl ? end : 'same', column: end };
  }
  if (ctrl) return undefined;
  if (context.onTree) return treeCommand(key, context.expanded);
  if (key === 'Delete' || key === 'Backspace') return { kind: context.locked ? 'refuse' : 'clear' };
  if (context.locked && (key === 'F2' || (key.length === 1 && key !== ' '))) return { kind: 'refuse' };
  return undefined;
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
