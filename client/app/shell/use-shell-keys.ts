import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useUser } from '../../api/session.ts';
import { isTyping } from '../../ui/shortcuts.ts';
import { screens } from '../screens.ts';

/** How long `g` waits for the letter of the page. */
const SEQUENCE_MS = 1_200;

/** Keys that work on every page: Ctrl+K, `?`, and `g` followed by the letter of a screen. */
export function useShellKeys(actions: { openPalette: () => void; openHelp: () => void }): void {
  const navigate = useNavigate();
  const user = useUser();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    let leaderAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (key === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        latest.current.openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      // A grid takes letters as the start of an entry: nothing below may steal them.
      if (isTyping(event.target) || (event.target instanceof Element && event.target.closest('[role=grid]'))) return;
      if (key === '?') {
        event.preventDefault();
        latest.current.openHelp();
        return;
      }
      const screen = screens.find((candidate) => candidate.key === key && candidate.isFor(user));
      if (screen !== undefined && event.timeStamp - leaderAt <= SEQUENCE_MS) void navigate(screen.path);
      leaderAt = key === 'g' ? event.timeStamp : -Infinity;
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, user]);
}
