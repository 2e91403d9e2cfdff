import { dayObjective, dayShareOfMonth, shareOfDay } from '../../shared/calendar/day-objective.ts';
import { weekday, type LocalDate } from '../../shared/calendar/local-date.ts';
import type { Likeness } from '../../shared/api/live-board.ts';
import type { LiveStore } from './directory.ts';
import { dayCourse, type Courses } from './landing.ts';

/** Revenue of the last eight weeks: 7 weekdays (Monday first) × 24 hours. */
export type WeekShape = readonly (readonly number[])[];

/** What is known of a store before one of its days. Amounts in ten-thousandths of a euro. */
export interface StoreHistory {
  week: WeekShape;
  /** Revenue of the twelve months of the year before. */
  months: readonly number[];
  /** Objective of the month from a published plan, in euros. */
  monthObjective: number | undefined;
  /** Revenue by hour of each of the days that are like it, the newest first, and what makes them so. */
  like: Likeness;
  likeDays: readonly (readonly number[])[];
  /** Receipts of the comparable day of last year: local second of the day and amount, by second. */
  lastYear: readonly { second: number; amount: number }[];
}

/** What a store's day is measured against. */
export interface Baseline {
  day: LocalDate;
  /** Of the whole day, in euros. */
  objective: number;
  /** 24 weights: how a day like this one is usually spread. */
  profile: readonly number[];
  courses: Courses;
  seconds: Uint32Array;
  /** Running sums at `seconds`, ten-thousandths of a euro. */
  running: Float64Array;
}

/** `company` stands in where a store is too young to have a shape of its own. */
export function buildBaseline(store: LiveStore, day: LocalDate, own: StoreHistory, company: CompanyShape): Baseline {
  const seconds = new Uint32Array(own.lastYear.length);
  const running = new Float64Array(own.lastYear.length);
  let sum = 0;
  own.lastYear.forEach(({ second, amount }, index) => {
    seconds[index] = second;
    running[index] = sum += amount;
  });
  return {
    day,
    objective: objectiveOf(store, day, own, company),
    profile: profileOf(day, own, company),
    courses: {
      like: own.like,
      past: own.likeDays.map(dayCourse),
      company: dayCourse(company.week[weekday(day) - 1] ?? []),
    },
    seconds,
    running,
  };
}

export interface CompanyShape {
  week: WeekShape;
  months: readonly number[];
}

export function companyShape(histories: Iterable<StoreHistory>): CompanyShape {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const months = Array.from({ length: 12 }, () => 0);
  for (const history of histories) {
    history.week.forEach((hours, day) => addAll(week[day], hours));
    addAll(months, history.months);
  }
  return { week, months };
}

/** Revenue of the comparable day up to and including a local second, ten-thousandths of a euro. */
export function lastYearTo(baseline: Baseline, second: number): number {
  let low = 0;
  let high = baseline.seconds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((baseline.seconds[middle] ?? 0) <= second) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (baseline.running[low - 1] ?? 0);
}

/** The part of the day's objective that is usually made by a local second, ten-thousandths of a euro. */
export function objectiveTo(baseline: Baseline, second: number): number {
  return Math.round(baseline.objective * shareOfDay(baseline.profile, second) * 10_000);
}

/** From its opening to its closing, both included. */
export function isOpen(store: LiveStore, day: LocalDate): boolean {
  return !(store.opened && day < store.opened) && !(store.closed && day > store.closed);
}

function objectiveOf(store: LiveStore, day: LocalDate, own: StoreHistory, company: CompanyShape): number {
  if (!isOpen(store, day)) return 0;
  const ownDays = own.week.map(total);
  const weekdayWeights = ownDays.some((weight) => weight > 0) ? ownDays : company.week.map(total);
  if (own.monthObjective !== undefined) return own.monthObjective * dayShareOfMonth(day, weekdayWeights);
  // A store that was not open all year would get nothing in the months before its opening.
  const monthShares = own.months.every((month) => month > 0) ? own.months : company.months;
  return dayObjective({
    yearly: store.yearlyObjective,
    monthShares: monthShares.every((month) => month > 0) ? monthShares : [],
    weekdayWeights,
    date: day,
  });
}

/** Same weekday of the store, else any day of it, else the company's; without any history sales count as even over the day. */
function profileOf(day: LocalDate, own: StoreHistory, company: CompanyShape): readonly number[] {
  const index = weekday(day) - 1;
  const candidates = [own.week[index], allDays(own.week), company.week[index], allDays(company.week)];
  const found = candidates.find((profile) => profile !== undefined && total(profile) > 0);
  return found?.map((weight) => Math.max(weight, 0)) ?? [];
}

function allDays(week: WeekShape): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const day of week) addAll(hours, day);
  return hours;
}

function addAll(into: number[] | undefined, values: readonly number[]): void {
  if (into) values.forEach((value, index) => (into[index] = (into[index] ?? 0) + value));
}

/** Hours in which more came back than was sold weigh nothing. */
function total(hours: readonly number[]): number {
  let sum = 0;
  for (const hour of hours) sum += Math.max(hour, 0);
  return sum;
}
