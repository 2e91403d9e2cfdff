import { monitorEventLoopDelay } from 'node:perf_hooks';
import { rounded } from './statistics.ts';

/** How late timers fire in this process: the least that anything it sends on time must be late. Milliseconds. */
export function watchLoopDelay(): { stop(): { p50: number; p95: number; p99: number } } {
  const resolution = 10;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  return {
    stop() {
      delay.disable();
      const late = (part: number) => rounded(Math.max(0, delay.percentile(part) / 1e6 - resolution));
      return { p50: late(50), p95: late(95), p99: late(99) };
    },
  };
}
