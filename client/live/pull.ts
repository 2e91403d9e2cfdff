/** A pull at the top of a page: how far the finger has gone down, and whether letting go now refreshes. */
export interface Pull {
  /** px the page follows; the further, the harder. */
  readonly by: number;
  readonly enough: boolean;
}

/** px of finger after which letting go refreshes. */
const ENOUGH = 96;
const FURTHEST = 72;

/** Undefined: no pull, because the page is not at its top, or the finger goes up, or aside. */
export function pullOf(from: { x: number; y: number; top: number }, to: { x: number; y: number }): Pull | undefined {
  const down = to.y - from.y;
  if (from.top > 0 || down <= 8 || Math.abs(to.x - from.x) > down) return undefined;
  return { by: FURTHEST * (1 - Math.exp(-down / ENOUGH)), enough: down >= ENOUGH };
}
