import type { TillTotal } from '../../shared/api/store-days.ts';

/** Totals the server takes in one call. */
const AT_ONCE = 1_000;

interface Stored {
  readonly accepted: number;
  readonly duplicates: number;
}

interface Calls {
  post(some: readonly TillTotal[]): Promise<Stored>;
  /** How many of the first totals are stored; told before each call. */
  onStored(count: number): void;
}

/** Sends any number of totals, each call once the one before is stored. The first call that fails ends it, with its error. */
export async function sendTotals(totals: readonly TillTotal[], { post, onStored }: Calls): Promise<Stored> {
  let accepted = 0;
  let duplicates = 0;
  for (let from = 0; from < totals.length; from += AT_ONCE) {
    onStored(from);
    const stored = await post(totals.slice(from, from + AT_ONCE));
    accepted += stored.accepted;
    duplicates += stored.duplicates;
  }
  return { accepted, duplicates };
}
