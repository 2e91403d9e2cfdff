/** Furthest the picture moves from its place, as a share of the smaller side of the screen. */
const REACH = 0.008;

/**
 * Where the picture stands in a minute, as shares of the smaller side of the screen. It wanders, so that no edge of a digit
 * stays on the same pixels through the night. The two periods share no divisor: a place comes back after 391 minutes.
 */
export function orbit(minute: number): { x: number; y: number } {
  const turn = 2 * Math.PI * minute;
  return { x: REACH * Math.sin(turn / 17), y: REACH * Math.cos(turn / 23) };
}
