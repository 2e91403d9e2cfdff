import type { ImportUnderstood } from '../../shared/api/imports.ts';

import { isKey } from './is-key.ts';

/** The evidence this client has words for, and the number that decides between singular and plural. */
const EVIDENCE = {
  dates_only_dmy: 'only',
  dates_only_mdy: 'only',
  dates_only_ymd: 'only',
  dates_ambiguous: 'both',
  dates_mixed: 'of',
  times: 'times',
  decimal_comma: 'only',
  decimal_point: 'only',
  numbers: 'numbers',
  distinct: 'distinct',
  empty: 'of',
  price_excluded: 'differ',
} as const;

export type EvidenceCode = keyof typeof EVIDENCE;

/** Key of `evidence.<code>` with what it tells: `count` for the plural, the numbers as text. */
export interface EvidenceWords {
  readonly code: EvidenceCode;
  readonly count: number;
  readonly numbers: Readonly<Record<string, string>>;
}

type Evidence = NonNullable<ImportUnderstood['columns'][number]['evidence']>;

/** Distinct values are counted up to here. */
const DISTINCT_LIMIT = 10_000;

/** Null when there is none, or of a kind newer than this client. */
export function evidenceWords(evidence: Evidence | undefined, format: (value: number) => string): EvidenceWords | null {
  if (evidence === undefined || !isKey(EVIDENCE, evidence.code)) return null;
  const code: EvidenceCode = evidence.code;
  const { counts } = evidence;
  const numbers = Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, format(value)]));
  const distinct = counts['distinct'] ?? 0;
  if (code === 'distinct' && distinct >= DISTINCT_LIMIT && distinct !== counts['of'])
    numbers['distinct'] = `≥\u00a0${format(DISTINCT_LIMIT)}`;
  return { code, count: counts[EVIDENCE[code]] ?? 0, numbers };
}
