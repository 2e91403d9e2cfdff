import { frenchHolidays } from '../../shared/calendar/french-holidays.ts';
import {
  addDays,
  dayNumber,
  daysInMonth,
  daysBetween,
  weekday,
  yearOf,
  type LocalDate,
} from '../../shared/calendar/local-date.ts';
import { soldes } from '../../shared/calendar/soldes.ts';
import { CATEGORIES } from './categories.ts';
import type { DemoStore } from './company.ts';
import { rngOf } from './rng.ts';

/** What a store is expected to sell on a day, and of what. */
export interface Demand {
  /** € TTC. */
  revenue: number;
  /** Part of each category (index of CATEGORIES); they add up to 1. */
  mix: readonly number[];
}

/** € TTC of an average store on an average day. */
const DAILY_REVENUE = 780;
/** Monday first. Sunday: the morning, where a store opens at all. */
const WEEKDAYS = [0.76, 0.84, 1.04, 0.9, 1.14, 1.62, 0.6];
const GROWTH_SINCE = dayNumber('2024-01-01');
const SUNDAY = 7;

/** Undefined on a day when the store is closed. The same for the same store and day, whenever it is asked. */
export function demandOf(store: DemoStore, date: LocalDate): Demand | undefined {
  if (!isOpen(store, date)) return undefined;
  const day = companyDay(date);
  const tastes = profileOf(store).tastes;
  const weights = day.categories.map((weight, index) => weight * (tastes[index] ?? 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const years = (dayNumber(date) - GROWTH_SINCE) / 365.25;
  const revenue =
    DAILY_REVENUE *
    store.size *
    total *
    (WEEKDAYS[weekday(date) - 1] ?? 1) *
    day.holiday *
    (1 + profileOf(store).growth) ** years *
    summerFactor(store, date) *
    youngFactor(store, date) *
    dayNoise(store, date);
  return { revenue, mix: weights.map((weight) => weight / total) };
}

export function isOpen(store: DemoStore, date: LocalDate): boolean {
  if (date < store.opened || (store.closed !== undefined && date > store.closed)) return false;
  if (weekday(date) === SUNDAY && !store.openOnSunday && !isDecember(date)) return false;
  const holiday = holidaysOf(yearOf(date)).get(date);
  if (holiday === undefined) return true;
  return !ALWAYS_CLOSED.has(holiday) && !(ALSACE_ONLY.has(holiday) && store.alsaceMoselle);
}

const ALWAYS_CLOSED = new Set(['newYear', 'labourDay', 'christmas']);
const ALSACE_ONLY = new Set(['goodFriday', 'saintStephen']);

/** Every store opens on the Sundays before Christmas. */
function isDecember(date: LocalDate): boolean {
  return date.slice(5) >= '12-05' && date.slice(5) <= '12-24';
}

interface CompanyDay {
  /** Revenue weights; their sum is 1 on an average day. */
  categories: readonly number[];
  /** Holidays, their eves and the weather, the same everywhere. */
  holiday: number;
}

const days = new Map<LocalDate, CompanyDay>();

function companyDay(date: LocalDate): CompanyDay {
  let day = days.get(date);
  if (day === undefined) days.set(date, (day = makeCompanyDay(date)));
  return day;
}

function makeCompanyDay(date: LocalDate): CompanyDay {
  const deals = dealsOn(date);
  const holidays = holidaysOf(yearOf(date));
  const weather = Math.exp(rngOf(`weather ${date}`).normal() * 0.05);
  const eve = holidays.has(addDays(date, 1)) ? 1.12 : 1;
  return {
    categories: CATEGORIES.map(
      ({ share, season, deals: taste }) => share * seasonOn(season, date) * (1 + deals * taste),
    ),
    holiday: (isNational(holidays.get(date)) ? 0.6 : eve) * christmasRun(date) * weather,
  };
}

function isNational(holiday: string | undefined): boolean {
  return holiday !== undefined && !ALSACE_ONLY.has(holiday);
}

/** Months blend into each other: a value holds in the middle of its month. */
function seasonOn(season: readonly number[], date: LocalDate): number {
  const month = Number(date.slice(5, 7)) - 1;
  const position = (Number(date.slice(8, 10)) - 0.5) / daysInMonth(yearOf(date), month + 1) - 0.5;
  const neighbour = season[(month + (position < 0 ? 11 : 1)) % 12] ?? 1;
  const own = season[month] ?? 1;
  return own + (neighbour - own) * Math.abs(position);
}

/** The last days before Christmas, and the empty ones after it. */
function christmasRun(date: LocalDate): number {
  const day = date.slice(5);
  if (day >= '12-12' && day <= '12-24') return 1.1 + 0.03 * (Number(day.slice(3)) - 12);
  return day >= '12-26' || day <= '01-04' ? 0.82 : 1;
}

/** Soldes (strongest in their first days) and the last Friday of November with its Saturday. */
function dealsOn(date: LocalDate): number {
  const { winter, summer } = soldes(yearOf(date));
  for (const { start, end } of [winter, summer]) {
    if (date >= start && date <= end) return Math.max(0.25, 0.9 - 0.05 * daysBetween(start, date));
  }
  const friday = date.slice(5, 7) === '11' ? lastFridayOfNovember(yearOf(date)) : '';
  return date === friday ? 1 : date === addDays(friday || date, 1) ? 0.6 : 0;
}

function lastFridayOfNovember(year: number): LocalDate {
  const last = `${year}-11-30`;
  return addDays(last, -((weekday(last) + 2) % 7));
}

/** Part of the price taken off in the soldes, by index of CATEGORIES. */
export function discountsOn(date: LocalDate): readonly number[] {
  return isSoldes(date) ? SOLDES_DISCOUNTS : NO_DISCOUNTS;
}

const SOLDES_DISCOUNTS = CATEGORIES.map(({ deals }) => (deals >= 0.5 ? 0.2 + 0.2 * deals : 0));
const NO_DISCOUNTS = CATEGORIES.map(() => 0);

function isSoldes(date: LocalDate): boolean {
  const { winter, summer } = soldes(yearOf(date));
  return [winter, summer].some(({ start, end }) => date >= start && date <= end);
}

const holidays = new Map<number, Map<LocalDate, string>>();

function holidaysOf(year: number): Map<LocalDate, string> {
  let known = holidays.get(year);
  if (known === undefined) {
    known = new Map(frenchHolidays(year, { alsaceMoselle: true }).map(({ date, code }) => [date, code]));
    holidays.set(year, known);
  }
  return known;
}

interface Profile {
  /** Growth a year. */
  growth: number;
  /** Taste of its customers by category; 1 is average. */
  tastes: readonly number[];
}

const profiles = new Map<string, Profile>();

function profileOf({ code }: DemoStore): Profile {
  let profile = profiles.get(code);
  if (profile === undefined) {
    const rng = rngOf(`store ${code}`);
    profile = { growth: 0.02 + rng.normal() * 0.03, tastes: CATEGORIES.map(() => Math.exp(rng.normal() * 0.15)) };
    profiles.set(code, profile);
  }
  return profile;
}

function summerFactor(store: DemoStore, date: LocalDate): number {
  const month = date.slice(5, 7);
  return month === '07' || month === '08' ? store.summer : 1;
}

/** A new store takes half a year to find its customers. */
function youngFactor(store: DemoStore, date: LocalDate): number {
  return Math.min(1, 0.7 + (0.3 * daysBetween(store.opened, date)) / 180);
}

function dayNoise({ code }: DemoStore, date: LocalDate): number {
  return Math.exp(rngOf(`day ${code} ${date}`).normal() * 0.07);
}
