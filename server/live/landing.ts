import type { Landing, Likeness } from '../../shared/api/live-board.ts';
import { LIKE_DAYS } from './like-days.ts';
import { euros } from '../../shared/measures/money.ts';

/** Revenue of one day up to each full hour, ten-thousandths of a euro: 25 running sums, the last one is the whole day. */
export type DayCourse = Float64Array;

/** How the days of a store that are like today went. */
export interface Courses {
  /** What makes them like today. */
  like: Likeness;
  /** The newest first; the same days for all stores, so that they add up. Without sales: zeros. */
  past: readonly DayCourse[];
  /** That of the whole company, which stands in where the store is too young. */
  company: DayCourse;
}

export interface StoreSoFar {
  courses: Courses;
  /** Sold today, ten-thousandths of a euro. */
  sold: number;
  /** Local second of the day. */
  second: number;
}

/** Below so many nothing is said. */
export const LEAST_DAYS = 4;
/** Below this share of a usual day what is sold says more about chance than about the day. */
const EARLY = 0.1;
const OVER = 0.995;
/** A band wider than the figure itself helps nobody. */
const WIDEST = 1;

export function dayCourse(hours: readonly number[]): DayCourse {
  const course = new Float64Array(25);
  for (let hour = 0; hour < 24; hour++) course[hour + 1] = (course[hour] ?? 0) + (hours[hour] ?? 0);
  return course;
}

/**
 * Expected revenue of the day: of each store what it has sold by the share it usually has sold by now; of some stores their sum.
 * The band is what the same rule, used at the same time of each past day without knowing that day, would have been wrong by:
 * from its worst overestimate to its worst underestimate, so about seven days in nine end inside.
 */
export function landingOf(stores: readonly StoreSoFar[]): Landing {
  const { days, sold, expected } = lookBack(stores);
  if (days.length < LEAST_DAYS) return { kind: 'unknown' };
  const usual = usualShare(days);
  if (usual >= OVER) return { kind: 'over' };
  if (usual < EARLY) return { kind: 'early', fromHour: earlyUntil(stores) };
  const ratios = days.map(({ ended, predicted }) => (predicted > 0 ? ended / predicted : Infinity));
  const low = expected * Math.min(1, ...ratios);
  const high = expected * Math.max(1, ...ratios);
  if (sold <= 0 || high - low > WIDEST * expected) return { kind: 'unclear' };
  return {
    kind: 'expected',
    revenue: euros(Math.round(expected)),
    // What is sold is sold.
    low: euros(Math.round(Math.max(low, sold))),
    high: euros(Math.round(high)),
    days: days.length,
    // Stores at the two ends of the earth may disagree for some hours.
    like: stores[0]?.courses.like ?? 'weekday',
  };
}

/** A past day of all stores at the time it is now: what was sold, how it ended, and what the rule would have said. */
interface PastDay {
  soFar: number;
  ended: number;
  predicted: number;
}

/** Sums over past days of a store: sold by now, sold in the end, and how many of them sold anything. */
interface Usual {
  soFar: number;
  ended: number;
  days: number;
}

function lookBack(stores: readonly StoreSoFar[]): { days: PastDay[]; sold: number; expected: number } {
  const weeks = Array.from({ length: LIKE_DAYS }, (): PastDay => ({ soFar: 0, ended: 0, predicted: 0 }));
  let sold = 0;
  let expected = 0;
  for (const { courses, second, sold: own } of stores) {
    const usual: Usual = { soFar: 0, ended: 0, days: 0 };
    const young = endOf(courses.company) > 0 ? soldBy(courses.company, second) / endOf(courses.company) : 0;
    const past = courses.past.map((day) => ({ soFar: soldBy(day, second), ended: endOf(day) }));
    for (const { soFar, ended } of past) if (ended > 0) add(usual, soFar, ended, 1);
    sold += own;
    expected += predict(usual, young, own);
    past.forEach(({ soFar, ended }, index) => {
      const week = weeks[index];
      if (week === undefined || ended <= 0) return;
      week.soFar += soFar;
      week.ended += ended;
      const others = { ...usual };
      add(others, -soFar, -ended, -1);
      week.predicted += predict(others, young, soFar);
    });
  }
  return { days: weeks.filter(({ ended }) => ended > 0), sold, expected };
}

function add(to: Usual, soFar: number, ended: number, days: number): void {
  to.soFar += soFar;
  to.ended += ended;
  to.days += days;
}

function predict({ soFar, ended, days }: Usual, young: number, sold: number): number {
  // One day is left out where the rule is tried on it.
  const share = days >= LEAST_DAYS - 1 ? soFar / ended : young;
  if (share >= EARLY) return sold / Math.min(share, 1);
  // A store that has hardly opened is taken for what it usually is: it has said nothing yet.
  return days > 0 ? Math.max(ended / days, sold) : sold;
}

/** The first full hour by which enough is usually sold. */
function earlyUntil(stores: readonly StoreSoFar[]): number {
  for (let hour = 1; hour < 24; hour++) {
    const { days } = lookBack(stores.map((store) => ({ ...store, second: hour * 3600 })));
    if (usualShare(days) >= EARLY) return hour;
  }
  return 24;
}

function usualShare(days: readonly PastDay[]): number {
  const sum = { soFar: 0, ended: 0, days: 0 };
  for (const { soFar, ended } of days) add(sum, soFar, ended, 1);
  return sum.ended > 0 ? sum.soFar / sum.ended : 0;
}

function endOf(day: DayCourse): number {
  return day[24] ?? 0;
}

/** Within an hour sales are taken as even. */
function soldBy(day: DayCourse, second: number): number {
  const hour = Math.min(Math.max(Math.floor(second / 3600), 0), 23);
  const [from = 0, to = 0] = [day[hour], day[hour + 1]];
  return from + (to - from) * Math.min(Math.max(second / 3600 - hour, 0), 1);
}
