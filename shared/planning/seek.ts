/** What an input gives: the output, `null` where it is undefined; `blocked` where the input itself is not possible. */
export type Attempt = number | null | 'blocked';

export interface SeekProblem {
  /** Gives the same answer each time. Called at most `MAX_TRIES` times. */
  readonly attempt: (v: number) => Attempt;
  /** The input as it is. Of several solutions one near it is found. */
  readonly start: number;
  readonly target: number;
  /** Inputs are looked for from 0 to here. */
  readonly greatest: number;
}

export interface Point {
  readonly v: number;
  readonly y: number;
}

/**
 * `found`: the target is met within its tolerance. `flat`: every input gives the same. `beyond`: the value nearest to the
 * target, and the input next to it that is not possible, if that is where the way ends. `nowhere`: no input gives a value.
 */
export type Sought =
  | { readonly kind: 'found'; readonly at: Point }
  | { readonly kind: 'flat'; readonly y: number }
  | { readonly kind: 'beyond'; readonly nearest: Point; readonly blockedAt: number | undefined }
  | { readonly kind: 'nowhere'; readonly blockedAt: number | undefined };

export const MAX_TRIES = 80;
/** What is kept for the last steps, once the solution is enclosed. */
const RESERVE = 25;
/** Powers of two by which inputs go up and down: from twice as much to absurd within few tries. */
const LADDER = [1, 2, 4, 8, 16, 32, 64];

/** Relative to the target; for 0 to the output there is, no less than the engine itself is precise. */
export function seekTolerance(target: number, present: number | null): number {
  return target === 0 ? Math.max(1e-6, 1e-9 * Math.abs(present ?? 0)) : 1e-6 * Math.abs(target);
}

interface Visit {
  readonly v: number;
  readonly result: Attempt;
}

/**
 * Finds the input that gives a target, by secant, then on a ladder of inputs up and down, then closing in on the nearest
 * value found; once two inputs enclose the target, by Chandrupatla's method, which never leaves the enclosure and needs few
 * steps where the output is smooth.
 */
export function seek({ attempt, start, target, greatest }: SeekProblem): Sought {
  const visits: Visit[] = [];
  let present: number | null = null;

  function visit(wanted: number): number | null {
    const v = Math.min(greatest, Math.max(0, wanted));
    const known = visits.find((other) => other.v === v);
    if (!known && visits.length >= MAX_TRIES) return null;
    const result = known ? known.result : attempt(v);
    if (!known) visits.push({ v, result });
    return typeof result === 'number' ? result : null;
  }

  const points = (): Point[] =>
    visits.flatMap(({ v, result }) => (typeof result === 'number' ? [{ v, y: result }] : []));
  const gap = ({ y }: Point): number => Math.abs(y - target);
  const nearest = (): Point | undefined =>
    points().reduce<Point | undefined>((best, point) => (best && gap(best) <= gap(point) ? best : point), undefined);
  const tolerance = (): number => seekTolerance(target, present);
  // Closer than asked for, so that the number shown is the number wanted.
  const isMet = (): boolean => {
    const best = nearest();
    return best !== undefined && gap(best) <= tolerance() * 1e-4;
  };
  const goesOn = (): boolean => !isMet() && !enclosure() && visits.length < MAX_TRIES - RESERVE;

  /** The inputs on either side of a solution; of several those nearest to the start. */
  function enclosure(): [Point, Point] | undefined {
    const sorted = sortedVisits();
    const pairs = sorted.flatMap((right, index): [Point, Point][] => {
      const left = sorted[index - 1];
      if (typeof left?.result !== 'number' || typeof right.result !== 'number') return [];
      const opposite = left.result < target !== right.result < target;
      return opposite
        ? [
            [
              { v: left.v, y: left.result },
              { v: right.v, y: right.result },
            ],
          ]
        : [];
    });
    const distance = ([a, b]: [Point, Point]): number => Math.max(0, a.v - start, start - b.v);
    return pairs.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  const sortedVisits = (): Visit[] => visits.toSorted((a, b) => a.v - b.v);

  function bySecant(): void {
    present = visit(start);
    if (isMet()) return;
    const nudge = start > 0 ? start * 0.01 : 1;
    const [from, to] = visit(start + nudge) === null ? [start - nudge, start] : [start, start + nudge];
    const [a, b] = [visit(from), visit(to)];
    if (a === null || b === null || a === b) return;
    visit(from + ((target - a) * (to - from)) / (b - a));
  }

  function byLadder(): void {
    const open = { up: true, down: true };
    for (const step of LADDER) {
      if (open.up && goesOn()) open.up = visit((start || 1) * 2 ** step) !== null;
      if (open.down && goesOn() && start > 0) open.down = visit(start / 2 ** step) !== null;
    }
    if (goesOn()) visit(0);
  }

  /** Halves the ways from the nearest value found to its neighbours: to an edge of what is possible, or around a summit. */
  function byClosingIn(): void {
    while (goesOn()) {
      const best = nearest();
      if (!best) return;
      const sorted = sortedVisits();
      const index = sorted.findIndex(({ v }) => v === best.v);
      const ways = [sorted[index - 1], sorted[index + 1]].flatMap((next) =>
        next && Math.abs(next.v - best.v) > 1e-12 * Math.max(next.v, best.v) ? [middle(best.v, next.v)] : [],
      );
      if (ways.length === 0) return;
      for (const v of ways) if (goesOn()) visit(v);
    }
  }

  bySecant();
  if (goesOn()) byLadder();
  if (!isMet() && isFlat(points())) return { kind: 'flat', y: points()[0]!.y };
  byClosingIn();
  const ends = isMet() ? undefined : enclosure();
  if (ends) closeEnclosure(ends, target, visit, isMet);

  const best = nearest();
  if (!best) return { kind: 'nowhere', blockedAt: visits.find(({ result }) => result === 'blocked')?.v };
  if (gap(best) <= tolerance()) return { kind: 'found', at: best };
  const sorted = sortedVisits();
  const index = sorted.findIndex(({ v }) => v === best.v);
  const blocked = [sorted[index - 1], sorted[index + 1]].find((next) => next?.result === 'blocked');
  return { kind: 'beyond', nearest: best, blockedAt: blocked?.v };
}

/**
 * Chandrupatla: inverse quadratic interpolation where three points allow it, else halves. Inputs far apart are told by
 * their logarithms.
 */
function closeEnclosure(
  [left, right]: readonly [Point, Point],
  target: number,
  visit: (v: number) => number | null,
  isMet: () => boolean,
): void {
  const byMagnitude = left.v > 0 && right.v / left.v > 4;
  const place = ({ v, y }: Point): Placed => ({ x: byMagnitude ? Math.log(v) : v, f: y - target });
  let a = place(left);
  let b = place(right);
  let c = a;
  // The first guess is the secant's, kept off the ends.
  let t = Math.min(0.99, Math.max(0.01, a.f / (a.f - b.f)));
  while (!isMet() && Math.abs(b.x - a.x) > 1e-15 * Math.max(Math.abs(a.x), Math.abs(b.x))) {
    const x = a.x + t * (b.x - a.x);
    const y = visit(byMagnitude ? Math.exp(x) : x);
    if (y === null || x === a.x || x === b.x) return;
    const f = y - target;
    if (f > 0 === a.f > 0) c = a;
    else [c, b] = [b, a];
    a = { x, f };
    const xi = (a.x - b.x) / (c.x - b.x);
    const phi = (a.f - b.f) / (c.f - b.f);
    const smooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    t = smooth
      ? (a.f / (b.f - a.f)) * (c.f / (b.f - c.f)) +
        ((c.x - a.x) / (b.x - a.x)) * (a.f / (c.f - a.f)) * (b.f / (c.f - b.f))
      : 0.5;
    t = Math.min(1 - 1e-9, Math.max(1e-9, t));
  }
}

interface Placed {
  readonly x: number;
  readonly f: number;
}

function isFlat(points: readonly Point[]): boolean {
  const ys = points.map(({ y }) => y);
  const [least, most] = [Math.min(...ys), Math.max(...ys)];
  return points.length > 1 && most - least <= 1e-9 * Math.max(Math.abs(least), Math.abs(most), 1e-6);
}

/** Half-way, by magnitude where the two are far apart. */
function middle(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return low > 0 && high / low > 4 ? Math.sqrt(low * high) : (low + high) / 2;
}
