import { expect, it } from 'vitest';
import { createVersions, RESERVE_MS } from './versions.ts';

it('[L3] versions grow within a millisecond, when the clock goes back, and over a restart', () => {
  let now = 1_000_000;
  const first = createVersions(() => now);
  const given = [first.next(), first.next()];
  now -= 60_000;
  given.push(first.next());
  const bound = first.bound();
  given.push(first.next());
  expect(given.every((version) => version <= bound)).toBe(true);

  const second = createVersions(() => now);
  second.after(bound);
  given.push(second.next());
  expect(given).toEqual(given.toSorted((a, b) => a - b));
  expect(new Set(given).size).toBe(given.length);

  // Once the clock has caught up it leads again, so that servers do not drift apart.
  now += 60_000 + 2 * RESERVE_MS;
  expect(second.next()).toBe(now);
});
