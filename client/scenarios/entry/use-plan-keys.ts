import { useEffect, useMemo, useRef } from 'react';
import { isTyping, useShortcutSection } from '../../ui/shortcuts.ts';
import type { Words } from '../sheet/plan-words.ts';

export interface PlanKeys {
  readonly onHold: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/**
 * The keys of the planning page beyond those of its grid, and all of them in the help. They work wherever one stands on the
 * page, but where one types.
 */
export function usePlanKeys(t: Words, keys: PlanKeys): void {
  const section = useMemo(
    () => ({
      title: t('entry.keys.title'),
      shortcuts: [
        { keys: [['F2']], label: t('entry.keys.edit') },
        { keys: [['Delete']], label: t('entry.keys.clear') },
        { keys: [['Ctrl', 'Enter']], label: t('entry.keys.enterMany') },
        { keys: [['Shift', '↓']], label: t('entry.keys.extend') },
        { keys: [['Ctrl', '→']], label: t('entry.keys.jump') },
        { keys: [['Ctrl', 'C']], label: t('entry.keys.copy') },
        { keys: [['Ctrl', 'V']], label: t('entry.keys.paste') },
        { keys: [['Ctrl', 'D']], label: t('entry.keys.fillDown') },
        { keys: [['Ctrl', 'R']], label: t('entry.keys.fillRight') },
        { keys: [['Ctrl', 'B']], label: t('entry.keys.hold') },
        { keys: [['Ctrl', 'Z']], label: t('entry.keys.undo') },
        { keys: [['Ctrl', 'Y']], label: t('entry.keys.redo') },
        { keys: [['Ctrl', 'F']], label: t('entry.keys.find') },
        { keys: [['Alt', '↓']], label: t('entry.keys.expand') },
      ],
    }),
    [t],
  );
  useShortcutSection(section);
  const latest = useRef(keys);

  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const modal = event.target instanceof Element && event.target.closest('[role="dialog"]');
      if (event.defaultPrevented || isTyping(event.target) || modal) return;
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && commandOf(event, latest.current);
      if (!command) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

function commandOf({ key, shiftKey }: KeyboardEvent, { onHold, onUndo, onRedo }: PlanKeys): (() => void) | undefined {
  switch (key.toLowerCase()) {
    case 'b':
      return onHold;
    case 'z':
      return shiftKey ? onRedo : onUndo;
    case 'y':
      return onRedo;
    default:
      return undefined;
  }
}
