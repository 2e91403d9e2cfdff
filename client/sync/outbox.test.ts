import { describe, expect, test } from 'vitest';
import { acknowledged, emptyOutbox, posted } from './outbox.ts';

const ids = (outbox: { waiting: readonly { item: string }[] }): string[] => outbox.waiting.map(({ item }) => item);

describe('outbox', () => {
  test('an entry waits until the durable clock of its own client covers its end', () => {
    const outbox = posted(posted(emptyOutbox, 7, 1, ['a']), 7, 3, ['b', 'c']);
    expect(ids(outbox)).toEqual(['a', 'b', 'c']);
    expect(ids(acknowledged(outbox, new Map([[7, 2]])))).toEqual(['c']);
    expect(ids(acknowledged(outbox, new Map([[7, 3]])))).toEqual([]);
  });

  test('clocks of other clients acknowledge nothing', () => {
    const outbox = posted(emptyOutbox, 7, 1, ['a']);
    expect(acknowledged(outbox, new Map([[8, 99]]))).toBe(outbox);
    expect(acknowledged(outbox, new Map())).toBe(outbox);
  });
});
