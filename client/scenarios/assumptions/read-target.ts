import { parseEdit } from '../../../shared/numbers/parse-edit.ts';
import { parseNumber } from '../../../shared/numbers/parse-number.ts';
import { measureUnit } from '../sheet/measure-format.ts';
import type { MeasureCode } from '../../../shared/hierarchy/measure.ts';
import type { ParsedEdit } from '../../../shared/numbers/parse-edit.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

/**
 * A target as people type it; undefined where it is none. `+5 %` and `-10k` start from the present value. Of a rate the
 * bare number is a percentage: `35` is 0.35.
 */
export function readTarget(
  text: string,
  measure: MeasureCode,
  locale: Locale,
  present: number | null,
): number | undefined {
  if (measureUnit(measure) === '%') {
    const parsed = parseNumber(text, locale);
    if (!parsed.ok) return undefined;
    return parsed.percent ? parsed.value : parsed.value / 100;
  }
  const parsed = parseEdit(text, locale);
  if (!parsed.ok || (parsed.op !== 'set' && present === null)) return undefined;
  return changed(parsed, present ?? 0);
}

function changed({ op, v }: Extract<ParsedEdit, { ok: true }>, present: number): number {
  if (op === 'pct') return present * (1 + v);
  return op === 'add' ? present + v : v;
}
