import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowOf } from './window-of.ts';

test('covers everything in view and stays small', () => {
  const list = fc.record({
    count: fc.nat(20_000),
    rowHeight: fc.integer({ min: 20, max: 80 }),
    scrolled: fc.double({ min: 0, max: 2_000_000, noNaN: true }),
    viewHeight: fc.integer({ min: 0, max: 2_000 }),
  });
  fc.assert(
    fc.property(list, ({ count, rowHeight, scrolled, viewHeight }) => {
      const { from, to } = windowOf(count, rowHeight, scrolled, viewHeight);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(count);
      const firstSeen = Math.min(count, Math.floor(scrolled / rowHeight));
      const lastSeen = Math.min(count, Math.ceil((scrolled + viewHeight) / rowHeight));
      if (firstSeen < lastSeen) {
        expect(from).toBeLessThanOrEqual(firstSeen);
        expect(to).toBeGreaterThanOrEqual(lastSeen);
      }
      expect(to - from).toBeLessThanOrEqual(viewHeight / rowHeight + 20);
    }),
    { verbose: true },
  );
});

test('shows the end of a list that became shorter than it was scrolled', () => {
  expect(windowOf(10, 50, 5_000, 200)).toEqual({ from: 0, to: 10 });
});
