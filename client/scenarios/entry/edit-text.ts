import { parseEdit } from '../../../shared/numbers/parse-edit.ts';
import type { EditError } from '../../../shared/numbers/parse-edit.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

/** What a text typed into a cell asks for. */
export interface Intent {
  readonly op: 'set' | 'pct' | 'add';
  readonly v: number;
}

/** negative: a value below zero is asked for. below: what is to be taken away is more than there is. */
export type TextFault = EditError | 'negative' | 'below';

export type ReadText =
  { readonly ok: true; readonly intent: Intent } | { readonly ok: false; readonly fault: TextFault };

/**
 * No measure that takes input can be below zero, nor is any of them a rate: `=50 %` would make 0,50 € of an amount. What
 * cannot be meant is told before it is sent.
 */
export function readText(text: string, locale: Locale, value: number | null): ReadText {
  const parsed = parseEdit(text, locale);
  if (!parsed.ok) return { ok: false, fault: parsed.kind };
  const { op, v } = parsed;
  if (op === 'set' && text.includes('%')) return { ok: false, fault: 'percent' };
  if (op === 'set' && v < 0) return { ok: false, fault: 'negative' };
  const below = op === 'pct' ? v < -1 : op === 'add' && (value ?? 0) + v < 0;
  return below ? { ok: false, fault: 'below' } : { ok: true, intent: { op, v } };
}
