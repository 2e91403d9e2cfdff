import { importFieldSchema, type ImportField } from '../../../shared/api/imports.ts';
import { numbersOf, type ColumnProfile } from './column-profile.ts';
import { nameScore, taxOfHeader } from './header-words.ts';

export type ColumnChoice = Partial<Record<ImportField, number>>;

const NUMERIC: ReadonlySet<ImportField> = new Set(['quantity', 'unitPrice', 'amount', 'line']);
/** A column named for something must also hold it, mostly. */
const ENOUGH = 0.5;
const BY_VALUES_ALONE = 0.3;

/**
 * Gives each field the column whose name and values fit best, one column to one field. What the user decided (`taken`
 * columns, `settled` fields) is left alone.
 */
export function guessColumns(
  names: readonly string[],
  columns: readonly ColumnProfile[],
  taken: ReadonlySet<number>,
  settled: ReadonlySet<ImportField>,
): ColumnChoice {
  const bids: { field: ImportField; column: number; score: number }[] = [];
  for (const field of importFieldSchema.options) {
    if (settled.has(field)) continue;
    names.forEach((name, column) => {
      const profile = columns[column];
      if (taken.has(column) || !profile) return;
      const score = fit(field, name, profile);
      if (score > 0) bids.push({ field, column, score });
    });
  }
  bids.sort((a, b) => b.score - a.score || a.column - b.column);
  const choice: ColumnChoice = {};
  const used = new Set(taken);
  for (const { field, column } of bids) {
    if (choice[field] !== undefined || used.has(column)) continue;
    choice[field] = column;
    used.add(column);
  }
  return choice;
}

function fit(field: ImportField, name: string, profile: ColumnProfile): number {
  const named = nameScore(name, field);
  const share = (count: number) => (profile.filled === 0 ? 0 : count / profile.filled);
  if (field === 'date') {
    const dates = share(profile.dates?.dates ?? 0);
    if (dates >= ENOUGH && named > 0) return named * (0.5 + dates / 2);
    return dates >= 0.9 && (profile.dates?.dates ?? 0) > share(numbersOf(profile)) * profile.filled
      ? BY_VALUES_ALONE
      : 0;
  }
  // An empty column keeps its name: it may be empty only in this file.
  if (named === 0 || profile.filled === 0) return named * 0.1;
  if (field === 'time') return share(profile.times ?? 0) >= ENOUGH ? named : 0;
  if (NUMERIC.has(field)) {
    const numbers = share(numbersOf(profile));
    if (numbers < ENOUGH) return 0;
    const preferred = taxOfHeader(name) === 'ht' ? -0.05 : 0;
    return named * (0.5 + numbers / 2) + preferred;
  }
  return named;
}
