import type { Landing } from '../../shared/api/live-board.ts';
import { zoneClock } from '../../shared/calendar/zone-clock.ts';

/** Hours of a day as they are drawn. Missing (null) is not yet, or not at all. */
export interface HourPoints {
  /** Hours on the axis, e.g. [8, 9, … 20]. */
  readonly hours: readonly number[];
  /** Revenue of the hours that are over. */
  readonly done: readonly (number | null)[];
  /** The hour that is running, joined to the one before it; all null when the day is over. */
  readonly running: readonly (number | null)[];
  readonly lastYear: readonly number[];
  readonly objective: readonly number[];
  /** Hours between which one usually sells, e.g. { from: 9, to: 20 }; undefined where nothing is expected. */
  readonly usual: { readonly from: number; readonly to: number } | undefined;
}

/** € by hour, 24 each. */
export interface HourSeries {
  readonly date: string;
  readonly today: readonly number[];
  readonly lastYear: readonly number[];
  readonly objective: readonly number[];
}

export interface Curve extends HourSeries {
  readonly landing: Landing;
}

/** Shown when nothing was sold and nothing is expected, so that an empty chart still looks like a day. */
const USUAL_HOURS = { first: 8, last: 20 };

/** The hour now in the company's time zone, or 24 when `date` is over, -1 when it has not begun. */
export function hourOf(date: string, now: number, zone = 'Europe/Paris'): number {
  const local = zoneClock(zone).local(now);
  if (local.date !== date) return local.date > date ? 24 : -1;
  return Math.floor(local.seconds / 3_600);
}

/** The local day of an instant, `YYYY-MM-DD`. */
export function dayOf(now: number, zone = 'Europe/Paris'): string {
  return zoneClock(zone).local(now).date;
}

/** What a whole day is measured against, €. */
export interface WholeDay {
  readonly lastYear: number;
  readonly objective: number;
}

export function wholeDay({ lastYear, objective }: Pick<Curve, 'lastYear' | 'objective'>): WholeDay {
  return { lastYear: sums(lastYear).at(-1) ?? 0, objective: sums(objective).at(-1) ?? 0 };
}

/** By hour, or `sum`: running sums. Both show the same hours. */
export type CurveMode = 'hour' | 'sum';

export function hourPoints(byHour: HourSeries, hourNow: number, mode: CurveMode = 'hour'): HourPoints {
  const { first, last } = openHours(byHour);
  const curve = mode === 'hour' ? byHour : cumulate(byHour);
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const at = (series: readonly number[], hour: number) => series[hour] ?? 0;
  const begun = hours.some((hour) => hour < hourNow);
  return {
    hours,
    done: hours.map((hour) => (hour < hourNow ? at(curve.today, hour) : null)),
    running: hours.map((hour) =>
      hour === hourNow || (hour === hourNow - 1 && begun && hourNow <= last) ? at(curve.today, hour) : null,
    ),
    lastYear: hours.map((hour) => at(curve.lastYear, hour)),
    objective: hours.map((hour) => at(curve.objective, hour)),
    usual: usualHours(byHour),
  };
}

function cumulate({ date, today, lastYear, objective }: HourSeries): HourSeries {
  return { date, today: sums(today), lastYear: sums(lastYear), objective: sums(objective) };
}

function sums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** An hour with less than this share of the day is no opening hour: a late till, a clock that is wrong. */
const LEAST_SHARE = 0.005;

/** The objective follows the hours in which the stores sell; without one, last year says it. */
function usualHours({ objective, lastYear }: HourSeries): HourPoints['usual'] {
  const series = objective.some((value) => value > 0) ? objective : lastYear;
  const least = LEAST_SHARE * series.reduce((sum, value) => sum + value, 0);
  const from = series.findIndex((value) => value > least);
  return from < 0 ? undefined : { from, to: series.findLastIndex((value) => value > least) + 1 };
}

/** From the first to the last hour in which anything was sold or is expected. */
function openHours({ today, lastYear, objective }: HourSeries): { first: number; last: number } {
  let first = 24;
  let last = -1;
  for (let hour = 0; hour < 24; hour += 1) {
    const quiet = [today, lastYear, objective].every((series) => Math.abs(series[hour] ?? 0) < 0.005);
    if (quiet) continue;
    first = Math.min(first, hour);
    last = hour;
  }
  return last < 0 ? USUAL_HOURS : { first, last: Math.max(last, first + 1) };
}
