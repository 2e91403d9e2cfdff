import { lasts } from './event-names.ts';
import type { Row } from './spec.ts';

/** A row that may be there after the import, and the line that brings it; null: it is there already. */
export interface Period {
  key: string;
  row: Row;
  line: number | null;
}

const FOREVER = '9999-12-31';

/**
 * The lines whose works or temporary closure would overlap another one of the same store. `stored` are all periods of the
 * stores concerned. What a line replaces does not count, unless that line is refused itself.
 */
export function overlappingLines(given: readonly Period[], stored: readonly Period[]): Set<number> {
  const refused = new Set<number>();
  for (;;) {
    const before = refused.size;
    const accepted = given.filter(({ line, row }) => isPeriod(row) && line !== null && !refused.has(line));
    const replaced = new Set(given.filter(({ line }) => line !== null && !refused.has(line)).map(({ key }) => key));
    const standing = stored.filter(({ key, row }) => isPeriod(row) && !replaced.has(key));
    for (const store of byStore([...standing, ...accepted])) refuseIn(store, refused);
    // A refused line leaves its former period standing, which may meet one that was accepted.
    if (refused.size === before) return refused;
  }
}

function refuseIn(periods: Period[], refused: Set<number>): void {
  const kept: Period[] = [];
  // What is there comes first, then the file from its first line on.
  for (const period of periods.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))) {
    if (period.line !== null && kept.some((other) => meet(other.row, period.row))) refused.add(period.line);
    else kept.push(period);
  }
}

function byStore(periods: readonly Period[]): Iterable<Period[]> {
  const stores = new Map<string, Period[]>();
  for (const period of periods) {
    const store = period.row.store ?? '';
    const list = stores.get(store);
    if (list) list.push(period);
    else stores.set(store, [period]);
  }
  return stores.values();
}

const isPeriod = ({ event }: Row) => lasts(event ?? '');

function meet(a: Row, b: Row): boolean {
  return (a.start ?? '') <= (b.end ?? FOREVER) && (b.start ?? '') <= (a.end ?? FOREVER);
}
