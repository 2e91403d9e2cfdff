import { weekday } from './local-date.ts';
import type { LocalDate } from './local-date.ts';
import { daysOf, monthOf } from './month.ts';

export interface DayObjectiveInput {
  /** Objective of the year in euros. */
  yearly: number;
  /** Twelve weights, January first, in any unit: only their proportions count. All zero: months count alike. */
  monthShares: readonly number[];
  /** Seven weights, Monday first: 0 is a closed day. All zero: days count alike. */
  weekdayWeights: readonly number[];
  date: LocalDate;
}

/** The objective of one day in euros: the month's share of the year, by the day's share of its month. */
export function dayObjective({ yearly, monthShares, weekdayWeights, date }: DayObjectiveInput): number {
  const share = shareOf(monthShares, Number(date.slice(5, 7)) - 1, 12);
  return yearly * share * dayShareOfMonth(date, weekdayWeights);
}

/** The part of its month that falls on a day, 0 to 1; the days of a month add up to 1. */
export function dayShareOfMonth(date: LocalDate, weekdayWeights: readonly number[]): number {
  const days = daysOf(monthOf(date));
  const weights = days.map((day) => weekdayWeights[weekday(day) - 1] ?? 0);
  return shareOf(weights, Number(date.slice(8, 10)) - 1, days.length);
}

/**
 * The part of a day's sales usually made by a time of the day, 0 to 1. `hourlyProfile` holds 24 weights in any unit; within
 * an hour sales are taken as even. All zero: even over the day.
 */
export function shareOfDay(hourlyProfile: readonly number[], localSeconds: number): number {
  const seconds = Math.min(Math.max(localSeconds, 0), 86_400);
  const total = sum(hourlyProfile);
  if (total <= 0) return seconds / 86_400;
  const hour = Math.floor(seconds / 3600);
  const elapsed = sum(hourlyProfile.slice(0, hour)) + ((hourlyProfile[hour] ?? 0) * (seconds - hour * 3600)) / 3600;
  return Math.min(elapsed / total, 1);
}

function shareOf(weights: readonly number[], index: number, count: number): number {
  const total = sum(weights);
  return total > 0 ? (weights[index] ?? 0) / total : 1 / count;
}

function sum(weights: readonly number[]): number {
  let total = 0;
  for (const weight of weights) total += weight;
  return total;
}
