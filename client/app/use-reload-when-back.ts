import { useEffect } from 'react';
import { readSetting, writeSetting } from '../ui/settings.ts';

const EVERY_MS = 2_000;
/** A part that is missing for good must not reload the page for ever. */
const AT_MOST_EVERY_MS = 30_000;
const RELOADED_KEY = 'epm.reloaded';

/**
 * Reloads the page as soon as the server answers. Loading the missing part again would not do: browsers remember that
 * a module failed.
 */
export function useReloadWhenBack(active: boolean): void {
  useEffect(() => {
    if (!active || Date.now() - Number(readSetting(RELOADED_KEY) ?? 0) < AT_MOST_EVERY_MS) return undefined;
    const ask = async (): Promise<void> => {
      const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => undefined);
      if (answer?.ok !== true) return;
      clearInterval(timer);
      writeSetting(RELOADED_KEY, String(Date.now()));
      location.reload();
    };
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => clearInterval(timer);
  }, [active]);
}
