import { setImmediate } from 'node:timers/promises';

/** A millisecond or two of work at the rates of this room. */
const PIECE = 500;

/** Goes through a list in pieces, and lets whoever shares the process have its turn between them. */
export async function inPieces<T>(items: readonly T[], work: (item: T, index: number) => void): Promise<void> {
  for (let from = 0; from < items.length; from += PIECE) {
    if (from > 0) await setImmediate();
    const to = Math.min(items.length, from + PIECE);
    for (let index = from; index < to; index++) work(items[index] as T, index);
  }
}
