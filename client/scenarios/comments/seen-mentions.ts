import { createStore } from '../../ui/store.ts';
import type { Store } from '../../ui/store.ts';

/** Which mentions of this user he has seen, by message id. */
export interface SeenMentions {
  readonly ids: Store<ReadonlySet<string>>;
  readonly add: (ids: readonly string[]) => void;
}

/** Where small choices are kept; `write` may fail without a word. */
export interface SettingStore {
  readonly read: (key: string) => string | null;
  readonly write: (key: string, value: string) => void;
}

/** Far more than anybody is mentioned in one scenario. */
const KEPT = 2_000;

/** Kept on this machine per user and scenario: what one has read is nobody else's business. */
export function createSeenMentions(user: string, scenario: string, settings: SettingStore): SeenMentions {
  const key = `epm.mentions.${user}.${scenario}`;
  const ids = createStore<ReadonlySet<string>>(new Set(read(settings, key)));
  return {
    ids,
    add: (more) => {
      if (more.every((id) => ids.get().has(id))) return;
      // Another tab may have seen others meanwhile.
      const all = new Set([...read(settings, key), ...ids.get(), ...more]);
      settings.write(key, JSON.stringify([...all].slice(-KEPT)));
      ids.set(all);
    },
  };
}

/** Anything but a list of ids is as good as nothing. */
function read(settings: SettingStore, key: string): string[] {
  try {
    const kept: unknown = JSON.parse(settings.read(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
