import type { ImportField } from '../../../shared/api/imports.ts';
import { numbersOf, type ColumnProfile } from './column-profile.ts';

export interface Evidence {
  code: string;
  counts: Record<string, number>;
}

/** Why a column was taken for what it was taken for, in numbers a person can check. */
export function columnEvidence(column: ColumnProfile, field: ImportField | undefined, rows: number): Evidence {
  if (column.filled === 0) return { code: 'empty', counts: { of: rows } };
  const { dates, times } = column;
  const of = column.filled;
  if (dates && dates.dates > 0 && (field === 'date' || (field === undefined && dates.dates * 2 > of))) {
    switch (dates.verdict) {
      case 'dmy':
        return { code: 'dates_only_dmy', counts: { only: dates.onlyDmy, of } };
      case 'mdy':
        return { code: 'dates_only_mdy', counts: { only: dates.onlyMdy, of } };
      case 'ambiguous':
        return { code: 'dates_ambiguous', counts: { both: dates.both, of } };
      case 'mixed':
        return { code: 'dates_mixed', counts: { dmy: dates.onlyDmy, mdy: dates.onlyMdy, of } };
      default:
        return { code: 'dates_only_ymd', counts: { only: dates.dates, of } };
    }
  }
  if (field === 'time' && times !== null) return { code: 'times', counts: { times, of } };
  const numbers = numbersOf(column);
  const countable = field === 'quantity' || field === 'unitPrice' || field === 'amount' || field === undefined;
  if (column.decimals && countable && numbers * 2 > of) {
    const { verdict, comma, dot } = column.decimals;
    if (verdict === ',') return { code: 'decimal_comma', counts: { only: comma, of } };
    if (verdict === '.') return { code: 'decimal_point', counts: { only: dot, of } };
    return { code: 'numbers', counts: { numbers, of } };
  }
  return { code: 'distinct', counts: { distinct: column.distinct, of } };
}
