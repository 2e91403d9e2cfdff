import { parseNumber } from '../../../shared/numbers/parse-number.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

const LEAST = 0.001;

/** By how much inputs are turned: `5` and `5 %` are 0.05; undefined where it is no percentage from 0.1 to 100. */
export function readShare(text: string, locale: Locale): number | undefined {
  const parsed = parseNumber(text, locale);
  if (!parsed.ok) return undefined;
  const share = parsed.percent ? parsed.value : parsed.value / 100;
  return share >= LEAST && share <= 1 ? share : undefined;
}
