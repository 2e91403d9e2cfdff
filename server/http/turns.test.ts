import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const here = new AbortController().signal;

test('so many of one caller run and wait, the next is refused, and others come in at once', async () => {
  const turns = createTurns({ running: 2, waiting: 1 });
  const [first, second] = [await turns.take('lea', here), await turns.take('lea', here)];
  const waiting = turns.take('lea', here);
  expect(await turns.take('lea', here)).toBeUndefined();
  expect(await turns.take('max', here)).toBeDefined();
  const answered: string[] = [];
  void waiting.then(() => answered.push('third'));
  await Promise.resolve();
  expect([answered, typeof second]).toEqual([[], 'function']);
  first?.();
  expect(await waiting).toBeDefined();
});

test('those who wait come in the order they came', async () => {
  const turns = createTurns({ running: 1, waiting: 3 });
  let end = await turns.take('lea', here);
  const order: number[] = [];
  const waiting = [1, 2, 3].map(async (n) => {
    const turn = await turns.take('lea', here);
    order.push(n);
    return turn;
  });
  for (const next of waiting) {
    end?.();
    end = await next;
  }
  expect(order).toEqual([1, 2, 3]);
});

test('a turn ends once, however often that is said', async () => {
  const turns = createTurns({ running: 2, waiting: 0 });
  const first = await turns.take('lea', here);
  await turns.take('lea', here);
  first?.();
  first?.();
  expect(await turns.take('lea', here)).toBeDefined();
  expect(await turns.take('lea', here)).toBeUndefined();
});

test('who goes while he waits makes room, and takes no turn', async () => {
  const turns = createTurns({ running: 1, waiting: 1 });
  const first = await turns.take('lea', here);
  const leaving = new AbortController();
  const left = turns.take('lea', leaving.signal);
  leaving.abort();
  expect(await left).toBeUndefined();
  const next = turns.take('lea', here);
  first?.();
  expect(await next).toBeDefined();
  expect(await turns.take('lea', leaving.signal)).toBeUndefined();
});

test('who goes while his turn lasts puts nobody else out of line', async () => {
  const turns = createTurns({ running: 1, waiting: 2 });
  const first = await turns.take('lea', here);
  const leaving = new AbortController();
  const second = turns.take('lea', leaving.signal);
  const third = turns.take('lea', here);
  first?.();
  const end = await second;
  leaving.abort();
  end?.();
  expect(await third).toBeDefined();
});
