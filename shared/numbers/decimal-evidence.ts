import { decimalCell } from './parse-cell.ts';
import type { DecimalSign } from './separators.ts';

/**
 * What all numbers of a column say about its decimal sign.
 * `,` or `.`: some numbers fit only that one and none only the other. same: no number depends on it. ambiguous: numbers
 * like `1,234` fit both with different values. mixed: some fit only one, some only the other. none: no numbers at all.
 */
export interface DecimalEvidence {
  verdict: DecimalSign | 'same' | 'ambiguous' | 'mixed' | 'none';
  /** Numbers that fit only a decimal comma, only a point, both with different values, both with the same value. */
  comma: number;
  dot: number;
  either: number;
  same: number;
  /** Filled cells that are no number. */
  other: number;
  /** The first few of each kind, as written. */
  examples: { comma: string[]; dot: string[]; either: string[]; other: string[] };
}

const EXAMPLES = 3;

type Kind = 'comma' | 'dot' | 'either' | 'same' | 'other';

/** Collects evidence text by text, each as often as it occurs, so that a file of any length is judged by all of its values. */
export function decimalEvidence(): { add(text: string, times?: number): void; result(): DecimalEvidence } {
  const count: Record<Kind, number> = { comma: 0, dot: 0, either: 0, same: 0, other: 0 };
  const examples: DecimalEvidence['examples'] = { comma: [], dot: [], either: [], other: [] };

  return {
    add(text, times = 1) {
      if (text.trim() === '') return;
      const kind = kindOf(text);
      count[kind] += times;
      if (kind === 'same') return;
      const shown = examples[kind];
      if (shown.length < EXAMPLES && !shown.includes(text)) shown.push(text);
    },
    result: () => ({ verdict: verdictOf(count), ...count, examples }),
  };
}

function kindOf(text: string): Kind {
  const asComma = mayGroup(text, '.') ? decimalCell(text, ',') : null;
  const asDot = mayGroup(text, ',') ? decimalCell(text, '.') : null;
  if (asComma === null) return asDot === null ? 'other' : 'dot';
  if (asDot === null) return 'comma';
  return asComma === asDot ? 'same' : 'either';
}

/** Whether a sign, where it occurs, could stand between thousands: `2.55` need not be parsed to know that it could not. */
function mayGroup(text: string, sign: DecimalSign): boolean {
  const at = text.indexOf(sign);
  return at < 0 || (isDigit(text, at + 3) && !isDigit(text, at + 4));
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0x30 && code <= 0x39;
}

function verdictOf({ comma, dot, either, same }: Record<Kind, number>): DecimalEvidence['verdict'] {
  if (comma > 0 && dot > 0) return 'mixed';
  if (comma > 0) return ',';
  if (dot > 0) return '.';
  if (either > 0) return 'ambiguous';
  return same > 0 ? 'same' : 'none';
}
