import { expect, it } from 'vitest';
import { createFollower } from './follower.ts';

it('asks once for any number of rings, and never twice at the same time', async () => {
  let asked = 0;
  let answer = () => {};
  let rest: (() => void) | undefined;
  let cancelled = 0;
  const follower = createFollower({
    ask: () => {
      asked += 1;
      return new Promise<void>((resolve) => (answer = resolve));
    },
    everyMs: 1_000,
    schedule: (work) => {
      rest = work;
      return () => (cancelled += 1);
    },
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  follower.ring();
  follower.ring();
  follower.ring();
  expect(asked).toBe(1);
  answer();
  await settle();
  follower.ring();
  expect(asked).toBe(1);
  rest?.();
  expect(asked).toBe(2);
  answer();
  await settle();
  rest?.();
  expect(asked).toBe(2);
  follower.ring();
  expect(asked).toBe(3);
  follower.stop();
  expect(cancelled).toBe(1);
  answer();
  await settle();
  follower.ring();
  expect(asked).toBe(3);
});
