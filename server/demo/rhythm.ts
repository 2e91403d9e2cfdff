import { weekday, type LocalDate } from '../../shared/calendar/local-date.ts';

/** Sales of the whole company per hour, Monday to Friday, by local hour. The rhythm of its history, so that comparisons stay plausible. */
const WEEK = [0, 0, 0, 0, 0, 0, 0, 0, 0, 36, 72, 96, 144, 120, 72, 72, 108, 168, 180, 96, 0, 0, 0, 0];
const SATURDAY = 1.5;
const SUNDAY = 0.5;
/** While stores are closed: somebody looks at the demonstration at night too. */
const TRICKLE = 60;

const HOUR_MS = 3_600_000;

export interface Rhythm {
  /** Stores are open: baskets of any size. Else single small articles, which hardly weigh in the figures of the day. */
  open: boolean;
  /** Mean time between two sales of the company. */
  meanMs: number;
}

export function rhythmAt(local: { date: LocalDate; seconds: number }): Rhythm {
  const day = weekday(local.date);
  const factor = day === 6 ? SATURDAY : day === 7 ? SUNDAY : 1;
  const perHour = (WEEK[Math.floor(local.seconds / 3600)] ?? 0) * factor;
  const open = perHour > 0;
  return { open, meanMs: HOUR_MS / (open ? perHour : TRICKLE) };
}

/** Time to the next event of a Poisson process, at most four means: a demonstration must not fall asleep. */
export function waitOf(meanMs: number, random: number): number {
  return Math.min(Math.log(1 / (1 - random)), 4) * meanMs;
}
