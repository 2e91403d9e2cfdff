import { useEffect, useMemo, useRef } from 'react';
import { useShortcutSection } from '../../ui/shortcuts.ts';
import type { Words } from '../sheet/plan-words.ts';
import type { PanelChoice } from './use-panel.ts';

/** Alt+H opens and closes the history; listed in the help. */
export function usePanelKeys(choice: PanelChoice, t: Words): void {
  const latest = useRef(choice);
  useEffect(() => {
    latest.current = choice;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // By its place: with Alt some keyboards give another letter.
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.code !== 'KeyH') return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.toggle('history');
    };
    // Before the grid, which takes keys as the start of an entry.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  useShortcutSection(
    useMemo(
      () => ({ title: t('panel.label'), shortcuts: [{ keys: [['Alt', 'H']], label: t('panel.historyKey') }] }),
      [t],
    ),
  );
}
