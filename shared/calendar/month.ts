import { daysInMonth, localDate } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

/** 'YYYY-MM' */
export type Month = string;
/** 'YYYY-Qn' */
export type Quarter = string;

export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7);
}

export function month(year: number, number: number): Month {
  return localDate(year, number, 1).slice(0, 7);
}

export function addMonths(from: Month, months: number): Month {
  const index = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months;
  return month(Math.floor(index / 12), (index % 12) + 1);
}

export function firstDay(of: Month): LocalDate {
  return `${of}-01`;
}

export function lastDay(of: Month): LocalDate {
  return `${of}-${lengthOf(of)}`;
}

/** All days of a month in order. */
export function daysOf(of: Month): LocalDate[] {
  return Array.from({ length: lengthOf(of) }, (_, day) => `${of}-${String(day + 1).padStart(2, '0')}`);
}

export function quarterOf(of: Month): Quarter {
  return `${of.slice(0, 4)}-Q${Math.ceil(Number(of.slice(5, 7)) / 3)}`;
}

export function monthsOfQuarter(of: Quarter): Month[] {
  const first = (Number(of.slice(6)) - 1) * 3 + 1;
  return [0, 1, 2].map((offset) => month(Number(of.slice(0, 4)), first + offset));
}

export function monthsOfYear(year: number): Month[] {
  return Array.from({ length: 12 }, (_, index) => month(year, index + 1));
}

export function quartersOfYear(year: number): Quarter[] {
  return [1, 2, 3, 4].map((quarter) => `${String(year).padStart(4, '0')}-Q${quarter}`);
}

function lengthOf(of: Month): number {
  return daysInMonth(Number(of.slice(0, 4)), Number(of.slice(5, 7)));
}
