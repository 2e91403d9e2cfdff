import { dayNumber, fromDayNumber } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

/** Translates between instants (ms since the epoch) and the wall clock of one IANA zone. */
export interface ZoneClock {
  /** The local day of an instant, and the wall clock as seconds 0-86399. */
  local(instant: number): { date: LocalDate; seconds: number };
  /**
   * The instant of a wall clock time. A time that a clock change skips is read with the offset before the change; of a time
   * that occurs twice the first is meant.
   */
  instant(date: LocalDate, seconds: number): number;
  /** The first instant of a local day, also where clocks change at midnight. */
  midnight(date: LocalDate): number;
}

const DAY = 86_400_000;
/** Far more days than a history holds; a file full of wild dates must not fill the memory. */
const MAX_CACHED_DAYS = 20_000;

const clocks = new Map<string, ZoneClock>();

/** Throws RangeError for an unknown zone. Clocks are kept: asking again is free. */
export function zoneClock(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (!clock) clocks.set(timeZone, (clock = createClock(timeZone)));
  return clock;
}

function createClock(timeZone: string): ZoneClock {
  const offsetAt = cachedOffset(timeZone);

  function local(instant: number): { date: LocalDate; seconds: number } {
    const wall = instant + offsetAt(instant);
    const day = Math.floor(wall / DAY);
    return { date: fromDayNumber(day), seconds: Math.floor((wall - day * DAY) / 1000) };
  }

  function instant(date: LocalDate, seconds: number): number {
    const wall = dayNumber(date) * DAY + seconds * 1000;
    const before = offsetAt(wall - DAY);
    const after = offsetAt(wall + DAY);
    const first = wall - before;
    // Of the two readings the one with the old offset is the earlier; in a gap neither holds and the old offset counts.
    if (before === after || offsetAt(first) === before) return first;
    return offsetAt(wall - after) === after ? wall - after : first;
  }

  return { local, instant, midnight: (date) => instant(date, 0) };
}

/** Offset in ms east of UTC. One look at Intl per UTC day, but on the days of a clock change. */
function cachedOffset(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const days = new Map<number, number | 'changes'>();

  function exact(instant: number): number {
    const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of format.formatToParts(instant)) {
      if (type in part) part[type as keyof typeof part] = Number(value);
    }
    const wall = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    return wall - Math.floor(instant / 1000) * 1000;
  }

  return (instant) => {
    const day = Math.floor(instant / DAY);
    let offset = days.get(day);
    if (offset === undefined) {
      const start = exact(day * DAY);
      offset = start === exact((day + 1) * DAY) ? start : 'changes';
      if (days.size >= MAX_CACHED_DAYS) days.clear();
      days.set(day, offset);
    }
    return offset === 'changes' ? exact(instant) : offset;
  };
}
