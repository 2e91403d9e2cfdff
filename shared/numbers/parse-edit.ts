import type { Locale } from './locale.ts';
import { parseNumber } from './parse-number.ts';
import type { NumberError } from './parse-number.ts';

/** percent: `5 %` without a sign could mean « raise by » or « set to »; `+5 %` and `=5 %` say which. */
export type EditError = NumberError | 'percent';

/** set: the cell becomes v. pct: 0.05 raises by 5 %. add: v is added. */
export type ParsedEdit = { ok: true; op: 'set' | 'pct' | 'add'; v: number } | { ok: false; kind: EditError };

const LEADING_SIGN = /^\s*[+\-\u2212\u2013]/;
const EQUALS = /^\s*=\s*/;

/**
 * What somebody typed into a cell. A leading sign makes it relative to what the cell shows; anything else is absolute:
 *
 *     120k   1 234,5   (10k)    set, parentheses being a negative amount
 *     =120k  =-10k     =38 %    set, whatever follows: the way to write a negative amount or a rate
 *     +10k   -10k               add
 *     +5 %   -5 %               pct
 *
 * Only for typing. Blocks from the clipboard are absolute throughout and go through parseNumber.
 */
export function parseEdit(text: string, locale: Locale): ParsedEdit {
  const absolute = EQUALS.test(text);
  const number = parseNumber(text.replace(EQUALS, ''), locale);
  if (!number.ok) {
    const kind = absolute && (number.kind === 'text' || number.kind === 'empty') ? 'formula' : number.kind;
    return { ok: false, kind };
  }
  if (LEADING_SIGN.test(text)) return { ok: true, op: number.percent ? 'pct' : 'add', v: number.value };
  if (number.percent && !absolute) return { ok: false, kind: 'percent' };
  return { ok: true, op: 'set', v: number.value };
}
