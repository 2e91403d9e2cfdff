export interface HeldKeys {
  /** From now on keys are kept for a field that is to come, whatever has the focus. */
  readonly start: () => void;
  /** What was typed meanwhile; keys go where the focus is again. */
  readonly take: () => string;
}

/** A field that has not come by then does not come: the keyboard must not stay dead. */
const LONGEST_MS = 5_000;

/** Keeps what is typed between asking for a field and its having the focus: else it would go into the cell one stands in. */
export function createHeldKeys(page: Pick<Window, 'addEventListener'>): HeldKeys {
  let text = '';
  let holding = new AbortController();

  function start(): void {
    holding.abort();
    const now = new AbortController();
    const timer = setTimeout(() => now.abort(), LONGEST_MS);
    now.signal.addEventListener('abort', () => clearTimeout(timer));
    const give = (): void => now.abort();
    const options = { capture: true, signal: now.signal };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') return give();
      event.preventDefault();
      event.stopImmediatePropagation();
      text = afterKey(text, event);
    };
    text = '';
    holding = now;
    page.addEventListener('keydown', onKey, options);
    page.addEventListener('pointerdown', give, options);
  }

  return {
    start,
    take: () => {
      holding.abort();
      const typed = text;
      text = '';
      return typed;
    },
  };
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'getModifierState'>;

/** What a key makes of a text whose caret is at its end. */
export function afterKey(text: string, event: Key): string {
  const { key, ctrlKey, metaKey } = event;
  // AltGr counts as Ctrl+Alt on some keyboards, where it types a letter.
  if (metaKey || (ctrlKey && !event.getModifierState('AltGraph'))) return text;
  if (key === 'Enter') return `${text}\n`;
  const points = Array.from(text);
  if (key === 'Backspace') return points.slice(0, -1).join('');
  return Array.from(key).length === 1 ? text + key : text;
}
