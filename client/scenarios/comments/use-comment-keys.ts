import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping, useShortcutSection } from '../../ui/shortcuts.ts';

/** Shift+F2 as in spreadsheets, and Ctrl+Alt+M, comment on the active cell. */
export function useCommentKeys(onCompose: () => void): void {
  const { t } = useTranslation('scenarios');
  const latest = useRef(onCompose);
  useEffect(() => {
    latest.current = onCompose;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isCompose(event) || isTyping(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    // Before the grid, which would begin to edit the cell.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
  useShortcutSection(
    useMemo(
      () => ({
        title: t('comments.shortcuts.title'),
        shortcuts: [
          { keys: [['Shift', 'F2']], label: t('comments.shortcuts.compose') },
          { keys: [['Ctrl', 'Enter']], label: t('comments.shortcuts.send') },
          { keys: [['Esc']], label: t('comments.shortcuts.leave') },
        ],
      }),
      [t],
    ),
  );
}

/** AltGr counts as Ctrl+Alt on some keyboards, where it types a letter. */
function isCompose(event: KeyboardEvent): boolean {
  const { key, ctrlKey, altKey, shiftKey, metaKey } = event;
  if (metaKey || event.getModifierState('AltGraph')) return false;
  if (key === 'F2') return shiftKey && !ctrlKey && !altKey;
  return key.toLowerCase() === 'm' && ctrlKey && altKey && !shiftKey;
}
