import { expect, it } from 'vitest';
import { orbit } from './orbit.ts';

it('comes back to a place only after hours', () => {
  const places = Array.from({ length: 391 }, (_, minute) => orbit(minute));
  const far = places.filter(({ x, y }) => Math.hypot(x - (places[17]?.x ?? 0), y - (places[17]?.y ?? 0)) > 1e-6);
  expect(far.length).toBeGreaterThan(380);
});

it('never stays, and never goes further than the margin', () => {
  for (let minute = 29_740_000; minute < 29_740_391; minute += 1) {
    const [here, next] = [orbit(minute), orbit(minute + 1)];
    expect(Math.hypot(next.x - here.x, next.y - here.y)).toBeGreaterThan(0);
    expect(Math.max(Math.abs(here.x), Math.abs(here.y))).toBeLessThanOrEqual(0.008);
  }
});
