import { useMemo } from 'react';
import { isTyping, useShortcutSection } from '../ui/shortcuts.ts';
import type { Words } from './plan-words.ts';
import type { KeyboardEvent } from 'react';

/** The keys of the planning grid beyond those of the grid itself, and all of them in the help. */
export function usePlanKeys(t: Words, onHold: () => void): (event: KeyboardEvent) => void {
  const section = useMemo(
    () => ({
      title: t('keys.title'),
      shortcuts: [
        { keys: [['F2']], label: t('keys.edit') },
        { keys: [['Ctrl', 'Entrée']], label: t('keys.enterMany') },
        { keys: [['Shift', '↓']], label: t('keys.extend') },
        { keys: [['Ctrl', 'C']], label: t('keys.copy') },
        { keys: [['Ctrl', 'V']], label: t('keys.paste') },
        { keys: [['Ctrl', 'D']], label: t('keys.fillDown') },
        { keys: [['Ctrl', 'R']], label: t('keys.fillRight') },
        { keys: [['Ctrl', 'B']], label: t('keys.hold') },
        { keys: [['Ctrl', 'Z']], label: t('keys.undo') },
        { keys: [['Ctrl', 'Y']], label: t('keys.redo') },
        { keys: [['Ctrl', 'F']], label: t('keys.find') },
        { keys: [['Alt', '↓']], label: t('keys.expand') },
      ],
    }),
    [t],
  );
  useShortcutSection(section);
  return (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'b' || isTyping(event.target)) return;
    event.preventDefault();
    onHold();
  };
}
