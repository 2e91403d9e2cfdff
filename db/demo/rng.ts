/** Random numbers that are the same on every machine for the same seed. */
export interface Rng {
  /** 0 included to 1 excluded. */
  next(): number;
  /** Whole number, 0 included to `end` excluded. */
  below(end: number): number;
  /** Mean 0, deviation 1. */
  normal(): number;
  /** Counts of rare events, such as customers of a day. */
  poisson(mean: number): number;
}

export function rngOf(seed: string): Rng {
  let state = fnv1a(seed);
  // Mulberry32.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (end) => Math.floor(next() * end),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    poisson: (mean) => {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count++;
      return count;
    },
  };
}

/** Running sums of weights, for `pick`. */
export function cumulate(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
}

/** The index that `at` (0 to 1) falls on, each index as wide as its weight. */
export function pick(cumulated: readonly number[], at: number): number {
  const target = at * (cumulated.at(-1) ?? 0);
  const index = cumulated.findIndex((sum) => target < sum);
  return index < 0 ? cumulated.length - 1 : index;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
