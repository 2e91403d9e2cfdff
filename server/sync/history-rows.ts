import type { HistoryPlace } from './history-cursor.ts';

type RowPlace = Pick<HistoryPlace, 'document' | 'epoch' | 'seq'>;

/** Long rows that somebody is in the middle of. Rows of the journal never change, so what is kept is true for ever. */
export interface RowsKept {
  /** The values of the row a place is in. */
  find(place: RowPlace): readonly unknown[] | undefined;
  keep(place: RowPlace, values: readonly unknown[], bytes: number): void;
}

/** Of all rows kept, as they lie in the journal; the one kept last may be longer. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Reading a short one again costs less than what its place here would. */
const MIN_BYTES = 16 * 1024;

export function createRowsKept(): RowsKept {
  const rows = new Map<string, { readonly values: readonly unknown[]; readonly bytes: number }>();
  let total = 0;

  function drop(key: string): void {
    total -= rows.get(key)?.bytes ?? 0;
    rows.delete(key);
  }

  return {
    find: (place) => rows.get(keyOf(place))?.values,
    keep(place, values, bytes) {
      if (bytes < MIN_BYTES) return;
      drop(keyOf(place));
      rows.set(keyOf(place), { values, bytes });
      total += bytes;
      for (const key of rows.keys()) {
        if (total <= MAX_BYTES || rows.size === 1) break;
        drop(key);
      }
    },
  };
}

const keyOf = ({ document, epoch, seq }: RowPlace): string => `${document}/${epoch}/${seq}`;
