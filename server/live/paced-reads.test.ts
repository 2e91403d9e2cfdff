import { expect, it } from 'vitest';
import { createPacedReads } from './paced-reads.ts';

/** Time that only the test moves, and reads that end when it says so. */
function world() {
  let now = 0;
  let timers: { at: number; work: () => void }[] = [];
  let begun = 0;
  const ends: (() => void)[] = [];
  const reads = createPacedReads<number>({
    clock: () => now,
    schedule(work, ms) {
      timers.push({ at: now + ms, work });
      return () => undefined;
    },
    everyMs: 500,
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    ask: (key = 'company') =>
      reads.get(key, () => {
        const mine = ++begun;
        return new Promise(
          (resolve, reject) => void ends.push(() => (mine === 3 ? reject(new Error('cut')) : resolve(mine))),
        );
      }),
    begun: () => begun,
    async end() {
      ends.shift()?.();
      await settle();
    },
    async pass(ms: number) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { work } of due) work();
      await settle();
    },
  };
}

it('answers everybody who asks meanwhile with one read that begins after they asked', async () => {
  const { ask, begun, end, pass } = world();
  const first = ask();
  const others = [ask(), ask(), ask()];
  expect(begun()).toBe(1);
  await end();
  expect(await first).toBe(1);
  expect(begun()).toBe(1);
  await pass(499);
  expect(begun()).toBe(1);
  await pass(1);
  expect(begun()).toBe(2);
  await end();
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
});

it('keeps one key from waiting for another, and goes on after a read that failed', async () => {
  const { ask, begun, end, pass } = world();
  const [company, region] = [ask(), ask('region:IDF')];
  expect(begun()).toBe(2);
  await end();
  await end();
  expect(await Promise.all([company, region])).toEqual([1, 2]);
  await pass(500);
  const cut = ask();
  const next = ask();
  const failure = cut.catch((error: Error) => error.message);
  await end();
  expect(await failure).toBe('cut');
  await pass(500);
  await end();
  expect(await next).toBe(4);
});
