import { z } from 'zod';

/** SQLSTATE of the triggers that keep closed days as they are. */
const DAY_CLOSED = 'JC001';

const closedDaySchema = z.object({ store: z.string(), day: z.string() });
export type ClosedDay = z.infer<typeof closedDaySchema>;

/** The closed business days a statement was refused for, by day and store, at most 200; undefined for any other error. */
export function closedDaysOf(error: unknown): ClosedDay[] | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== DAY_CLOSED) return undefined;
  const { detail } = error as { detail?: unknown };
  return z.array(closedDaySchema).parse(JSON.parse(typeof detail === 'string' ? detail : '[]'));
}

const NAMED = 5;

/** `M001 2026-11-20, M002 2026-11-20 and 12 more` */
export function namesOf(days: readonly ClosedDay[]): string {
  const named = days.slice(0, NAMED).map(({ store, day }) => `${store} ${day}`);
  const more = days.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
