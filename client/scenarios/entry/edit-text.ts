import { parseEdit } from '../../../shared/numbers/parse-edit.ts';
import type { EditError } from '../../../shared/numbers/parse-edit.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

/** What a text typed into a cell asks for. */
export interface Intent {
  readonly op: 'set' | 'pct' | 'add';
  readonly v: number;
}

export type TextFault = EditError | 'negative';

export type ReadText =
  { readonly ok: true; readonly intent: Intent } | { readonly ok: false; readonly fault: TextFault };

/** No measure that takes input can be below zero; what would make it so is told before it is sent. */
export function readText(text: string, locale: Locale, value: number | null): ReadText {
  const parsed = parseEdit(text, locale);
  if (!parsed.ok) return { ok: false, fault: parsed.kind };
  const { op, v } = parsed;
  const below = op === 'set' ? v < 0 : op === 'pct' ? v < -1 : (value ?? 0) + v < 0;
  return below ? { ok: false, fault: 'negative' } : { ok: true, intent: { op, v } };
}
