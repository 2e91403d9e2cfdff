import { describe, expect, it } from 'vitest';
import { createPacer, GATE_MS } from './pacer.ts';
import type { Schedule } from './schedule.ts';

/** A schedule that the test moves, and looks that it ends. */
function stage(watched = true) {
  let time = 0;
  let timers: { at: number; work: () => void }[] = [];
  const schedule: Schedule = (work, ms) => {
    const timer = { at: time + ms, work };
    timers.push(timer);
    return () => void (timers = timers.filter((other) => other !== timer));
  };
  const open: (() => void)[] = [];
  let looks = 0;
  const pacer = createPacer({
    look: () => {
      looks++;
      return new Promise((resolve) => open.push(resolve));
    },
    watched: () => watched,
    schedule,
  });
  return {
    pacer,
    looks: () => looks,
    async end(): Promise<void> {
      open.shift()?.();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
    pass(ms: number): void {
      time += ms;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      for (const { work } of due) work();
    },
  };
}

describe('when to look', () => {
  it('looks at once when the bell rings, and again after its gate', async () => {
    const { pacer, looks, end, pass } = stage();
    pacer.ring();
    expect(looks()).toBe(1);
    await end();
    pass(GATE_MS);
    expect(looks()).toBe(2);
  });

  it('never looks twice at a time, and a ring during a look is followed by another', async () => {
    const { pacer, looks, end } = stage();
    pacer.ring();
    for (let n = 0; n < 5; n++) pacer.ring();
    expect(looks()).toBe(1);
    await end();
    expect(looks()).toBe(2);
    await end();
    expect(looks()).toBe(2);
  });

  it('resolves after a look that began after it was asked', async () => {
    const { pacer, end } = stage();
    let done = false;
    pacer.ring();
    void pacer.look().then(() => (done = true));
    await end();
    expect(done).toBe(false);
    await end();
    expect(done).toBe(true);
  });

  it('looks by the clock while somebody watches, and now and then else', async () => {
    for (const [watched, ms] of [
      [true, 250],
      [false, 2_000],
    ] as const) {
      const { pacer, looks, end, pass } = stage(watched);
      void pacer.look();
      await end();
      pass(ms - 1);
      expect(looks()).toBe(1);
      pass(1);
      expect(looks()).toBe(2);
    }
  });

  it('is silent after stop', async () => {
    const { pacer, looks, end, pass } = stage();
    pacer.ring();
    const stopped = pacer.stop();
    await end();
    await stopped;
    pacer.ring();
    pass(10_000);
    expect(looks()).toBe(1);
  });
});
