import { addDays, localDate, weekday } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

/** Both days included. */
export interface SoldesPeriod {
  start: LocalDate;
  end: LocalDate;
}

const WEDNESDAY = 3;

/**
 * The national sales periods by rule: a default to be edited, since some departments differ and a minister may move them.
 * Winter starts on the second Wednesday of January, or the first when the second falls after the 12th; summer on the last
 * Wednesday of June, or the one before when that falls after the 28th. Four weeks since 2020, six before.
 */
export function soldes(year: number): { winter: SoldesPeriod; summer: SoldesPeriod } {
  const january = localDate(year, 1, 1);
  const firstWednesday = addDays(january, (WEDNESDAY - weekday(january) + 7) % 7);
  const second = addDays(firstWednesday, 7);
  const june = localDate(year, 6, 30);
  const lastWednesday = addDays(june, -((weekday(june) - WEDNESDAY + 7) % 7));
  return {
    winter: period(second > localDate(year, 1, 12) ? firstWednesday : second, year),
    summer: period(lastWednesday > localDate(year, 6, 28) ? addDays(lastWednesday, -7) : lastWednesday, year),
  };
}

function period(start: LocalDate, year: number): SoldesPeriod {
  return { start, end: addDays(start, (year >= 2020 ? 4 : 6) * 7 - 1) };
}
