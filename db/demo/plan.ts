import { addDays, daysBetween, type LocalDate } from '../../shared/calendar/local-date.ts';
import { addMonths, firstDay, monthOf } from '../../shared/calendar/month.ts';
import type { DemoStore } from './company.ts';
import { isOpen } from './demand.ts';
import { expectedReceipts, type Detail } from './receipts.ts';

export interface DemoSize {
  /** About so many receipts in all on the day of loading. */
  receipts: number;
  months: number;
  /** So many days up to now, and the same days of last year, are told in full. */
  fullDays: number;
}

export const FULL_SIZE: DemoSize = { receipts: 200_000, months: 24, fullDays: 56 };

/** A year of whole weeks: the same weekdays. */
const YEAR = 364;
/** Last year is told in full a little beyond today, so that tomorrow has a comparison as well. */
const AHEAD = 7;
/** Receipts that stand for a whole day of a store, at least and at most. */
const SUMMED_RANGE = [1.2, 6] as const;

/** The first day of sales of a demo loaded on that day. */
export function firstDemoDay(loadedOn: LocalDate, { months }: DemoSize): LocalDate {
  return firstDay(addMonths(monthOf(loadedOn), -months));
}

/** In which detail each day is told; every day after the one of loading in full. */
export function planDetail(
  stores: readonly DemoStore[],
  loadedOn: LocalDate,
  size: DemoSize,
): (date: LocalDate) => Detail {
  const isFull = (date: LocalDate): boolean => {
    const age = daysBetween(date, loadedOn);
    return age < size.fullDays || (age >= YEAR - AHEAD && age < YEAR + size.fullDays);
  };
  let summed: Detail | undefined;
  return (date) =>
    isFull(date)
      ? { kind: 'full' }
      : (summed ??= { kind: 'summed', receipts: summedReceipts(stores, loadedOn, size, isFull) });
}

/** What the days told in full leave of the receipts wanted in all, by store and day. */
function summedReceipts(
  stores: readonly DemoStore[],
  loadedOn: LocalDate,
  size: DemoSize,
  isFull: (date: LocalDate) => boolean,
): number {
  let full = 0;
  let summedDays = 0;
  for (let date = firstDemoDay(loadedOn, size); date <= loadedOn; date = addDays(date, 1)) {
    for (const store of stores) {
      if (isFull(date)) full += expectedReceipts(store, date);
      else if (isOpen(store, date)) summedDays++;
    }
  }
  const left = (size.receipts - full) / Math.max(1, summedDays);
  return Math.min(Math.max(left, SUMMED_RANGE[0]), SUMMED_RANGE[1]);
}
