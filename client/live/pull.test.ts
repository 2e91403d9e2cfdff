import { expect, it } from 'vitest';
import { pullOf } from './pull.ts';

const top = { x: 100, y: 200, top: 0 };

it('is a pull only at the top of the page and downwards', () => {
  expect(pullOf({ ...top, top: 3 }, { x: 100, y: 400 })).toBeUndefined();
  expect(pullOf(top, { x: 100, y: 150 })).toBeUndefined();
  expect(pullOf(top, { x: 300, y: 260 })).toBeUndefined();
  expect(pullOf(top, { x: 110, y: 260 })).toMatchObject({ enough: false });
});

it('gets harder the further it goes, and is enough after a hand’s breadth', () => {
  const [near, far] = [pullOf(top, { x: 100, y: 290 }), pullOf(top, { x: 100, y: 900 })];
  expect(near?.enough).toBe(false);
  expect(far?.enough).toBe(true);
  expect(far?.by).toBeGreaterThan(near?.by ?? 0);
  expect(far?.by).toBeLessThan(73);
});
