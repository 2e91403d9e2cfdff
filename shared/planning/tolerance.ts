/** How far two values of the size of x may lie apart and still be the same. */
export const toleranceOf = (x: number): number => 1e-9 * Math.max(1, Math.abs(x));

/** No leaf, price or target grows beyond this: products of three still fit a double, so nothing ever becomes NaN. */
export const LIMIT = 1e30;
