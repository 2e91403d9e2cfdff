import { useEffect, useState } from 'react';
import { useOnScreen } from '../../ui/use-on-screen.ts';
import { useStore } from '../session/use-plan-version.ts';
import type { SeenMentions } from './seen-mentions.ts';
import type { RefObject } from 'react';

/** Takes note of mentions once their thread stands before somebody's eyes; true as long as one has been new here. */
export function useSeen(card: RefObject<Element | null>, mentions: readonly string[], seen: SeenMentions): boolean {
  const shown = useOnScreen(card);
  const known = useStore(seen.ids);
  const unread = mentions.filter((id) => !known.has(id));
  const [wasNew, setWasNew] = useState(false);
  if (unread.length > 0 && !wasNew) setWasNew(true);
  useEffect(() => {
    if (!shown || unread.length === 0) return undefined;
    const look = (): void => {
      if (document.visibilityState === 'visible') seen.add(unread);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [shown, unread, seen]);
  return wasNew;
}
