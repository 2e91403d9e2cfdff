import { shareOfDay } from './day-objective.ts';
import { weekday } from './local-date.ts';
import { daysOf, monthOf } from './month.ts';
import type { LocalDate } from './local-date.ts';

/** Revenue of some weeks: 7 weekdays, Monday first, × 24 hours, in any unit. What came back may make an hour negative. */
export type WeekShape = readonly (readonly number[])[];

export interface MonthUnderWay {
  readonly today: LocalDate;
  /** Of today, by the clock of the store. */
  readonly seconds: number;
  /** How the store usually sells. */
  readonly own: WeekShape;
  /** How the company does, for a store that has no shape of its own yet. */
  readonly company: WeekShape;
  /** First and last day of the store's life, where it has one. */
  readonly opened: LocalDate | null;
  readonly closed: LocalDate | null;
}

/**
 * The part of a month's sales that is still to come, 0 to 1, by the weight of its days; of today the part usually sold after
 * this time of the day. 0 where the store is open on no day of the month.
 */
export function remainingShareOfMonth({ today, seconds, own, company, opened, closed }: MonthUnderWay): number {
  const shape = weightOf(own) > 0 ? own : company;
  const isOpen = (day: LocalDate): boolean => (opened === null || day >= opened) && (closed === null || day <= closed);
  let whole = 0;
  let left = 0;
  for (const day of daysOf(monthOf(today))) {
    if (!isOpen(day)) continue;
    const weight = weightOf(shape) > 0 ? hoursWeight(shape[weekday(day) - 1]) : 1;
    whole += weight;
    if (day > today) left += weight;
    if (day === today) left += weight * (1 - shareOfDay((shape[weekday(day) - 1] ?? []).map(sold), seconds));
  }
  if (whole > 0) return left / whole;
  // Open on such weekdays only on which it never sold: by days, then.
  const days = daysOf(monthOf(today)).filter(isOpen);
  return days.length === 0 ? 0 : days.filter((day) => day >= today).length / days.length;
}

export function addShapes(shapes: Iterable<WeekShape>): number[][] {
  const sum = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const shape of shapes) {
    for (const [day, hours] of shape.entries()) {
      for (const [hour, weight] of hours.entries()) sum[day]![hour] = sum[day]![hour]! + weight;
    }
  }
  return sum;
}

const sold = (weight: number): number => Math.max(weight, 0);
const hoursWeight = (hours: readonly number[] = []): number => hours.reduce((sum, weight) => sum + sold(weight), 0);
const weightOf = (shape: WeekShape): number => shape.reduce((sum, hours) => sum + hoursWeight(hours), 0);
