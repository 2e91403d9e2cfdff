import { createTokenizer } from './tokenizer.ts';

const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** A `\r` ends lines only where no `\n` does. */
export function detectNewline(sample: string): '\n' | '\r' {
  return !sample.includes('\n') && sample.includes('\r') ? '\r' : '\n';
}

/**
 * The separator whose records agree best on their number of cells; null when none makes two columns. A decimal comma
 * or a comma in a name cuts some lines differently, so agreement beats number.
 */
export function detectSeparator(sample: string, newline: '\n' | '\r'): Separator | null {
  let best: { separator: Separator; score: number } | null = null;
  for (const separator of SEPARATORS) {
    const score = agreement(sample, separator, newline);
    if (score > 0 && (best === null || score > best.score)) best = { separator, score };
  }
  return best?.separator ?? null;
}

/** Titles may stand above a table, but a text in which few lines can be cut alike is none. */
const ENOUGH = 0.3;

/** Share of the records that are cut into the same number of cells (the commonest, two at least), a little more for many cells. */
function agreement(sample: string, separator: string, newline: '\n' | '\r'): number {
  const counts = new Map<number, number>();
  let records = 0;
  const tokenizer = createTokenizer({
    separator,
    newline,
    onRecord(cells, _line, text) {
      if (text.trim() === '') return;
      records += 1;
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
    },
    onEndlessLine: () => {
      throw new RangeError('a sample is shorter than a line may be');
    },
  });
  tokenizer.push(sample);
  tokenizer.end();
  let width = 0;
  let common = 0;
  for (const [cells, count] of counts) {
    if (cells > 1 && (count > common || (count === common && cells > width))) [width, common] = [cells, count];
  }
  const share = common / Math.max(1, records);
  return share < ENOUGH ? 0 : share + Math.min(width, 50) / 1000;
}
