import { NEARLY, QUOTA, weightOf } from '../../../shared/scenario/quota.ts';
import { createStore } from '../../ui/store.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Quota } from '../../../shared/scenario/quota.ts';
import type { Store } from '../../ui/store.ts';

/** A sheet that will soon take no more entries: of anybody, or of this user. */
export interface Crowded {
  readonly sheet: string;
  readonly kind: keyof Quota;
  /** In entries, as the quota counts them. */
  readonly used: number;
  readonly limit: number;
}

export interface Crowding {
  /** In the order of the sheets' names. */
  readonly crowded: Store<readonly Crowded[]>;
  readonly add: (sheet: string, entries: readonly Edit[]) => void;
  readonly remove: (sheet: string, entries: readonly Edit[]) => void;
}

type Used = Record<keyof Quota, number>;

/** Counts what the sheets hold, so that people hear of a limit before they meet it. */
export function createCrowding(user: string, quota: Quota = QUOTA): Crowding {
  const sheets = new Map<string, Used>();
  const crowded = createStore<readonly Crowded[]>([]);

  function count(sheet: string, entries: readonly Edit[], sign: 1 | -1): void {
    const used = sheets.get(sheet) ?? { document: 0, person: 0 };
    for (const entry of entries) {
      const weight = sign * weightOf(entry);
      used.document += weight;
      if (entry.by === user) used.person += weight;
    }
    sheets.set(sheet, used);
    const now = [...sheets.keys()].toSorted().flatMap((name) => tightest(name, sheets.get(name)!));
    if (now.length > 0 || crowded.get().length > 0) crowded.set(now);
  }

  /** One of the two limits at most: what helps against the one helps against the other. */
  function tightest(sheet: string, used: Used): Crowded[] {
    const kind = (['document', 'person'] as const).find((each) => used[each] >= NEARLY * quota[each]);
    return kind ? [{ sheet, kind, used: used[kind], limit: quota[kind] }] : [];
  }

  return {
    crowded,
    add: (sheet, entries) => count(sheet, entries, 1),
    remove: (sheet, entries) => count(sheet, entries, -1),
  };
}
