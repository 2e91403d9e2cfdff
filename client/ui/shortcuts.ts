import { useEffect } from 'react';
import { createStore } from './store.ts';

export interface Shortcut {
  /** Keys pressed together, e.g. ['Ctrl', 'K']; a second array follows the first: [['G'], ['D']]. */
  keys: readonly (readonly string[])[];
  label: string;
}

export interface ShortcutSection {
  title: string;
  shortcuts: readonly Shortcut[];
}

/** Sections of the pages now mounted, for the help behind `?`. */
export const shortcutSections = createStore<readonly ShortcutSection[]>([]);

/** Lists a page's own shortcuts in the help while mounted. Pass a constant or memoised section. */
export function useShortcutSection(section: ShortcutSection): void {
  useEffect(() => {
    shortcutSections.set([...shortcutSections.get(), section]);
    return () => shortcutSections.set(shortcutSections.get().filter((other) => other !== section));
  }, [section]);
}

/** Whether a key press belongs to a field where one types. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
