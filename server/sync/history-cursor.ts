import { z } from 'zod';

/** An entry in the journal: the row, and its index there. Entries with a smaller place come later in the history. */
export interface HistoryPlace {
  /** When its row was committed, µs since 1970. */
  readonly instant: number;
  readonly document: number;
  readonly epoch: number;
  readonly seq: number;
  readonly index: number;
}

const whole = z.int().nonnegative();
const small = whole.max(2 ** 31 - 1);
const schema = z.tuple([whole, small, small, small, small]);

export function formatCursor({ instant, document, epoch, seq, index }: HistoryPlace): string {
  return Buffer.from(JSON.stringify([instant, document, epoch, seq, index])).toString('base64url');
}

/** Undefined for what is no cursor of ours. */
export function parseCursor(text: string): HistoryPlace | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (!parsed.success) return undefined;
    const [instant, document, epoch, seq, index] = parsed.data;
    return { instant, document, epoch, seq, index };
  } catch {
    return undefined;
  }
}
