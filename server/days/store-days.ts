import type { ContentIssue } from '../../shared/api/error.ts';
import { parseScope, type Scope } from '../../shared/api/scope.ts';
import type { DayKey, StoreDay, StoreDaysQuery } from '../../shared/api/store-days.ts';
import { dayNumber } from '../../shared/calendar/local-date.ts';
import { conflict, invalidContent, notFound } from '../http/errors.ts';
import { transaction, type Pool, type Queryable } from '../postgres/pool.ts';
import { finishClosing, markClosing, placesOf, reopen, unmarkClosing, type Marked, type Place } from './closings.ts';
import { readDays, readDaysByKey } from './read-days.ts';
import { longWriters, writersGone, type LongWriter, type Patience } from './writers.ts';

export interface StoreDaysDeps {
  pool: Pool;
  now(): Date;
  patience: Patience;
  /** After how many days a day is closed by itself; undefined: none is. */
  closeAfter?: number | undefined;
}

export interface StoreDays {
  /** The region a right on a scope is asked for. @throws HttpError 404 when there is no such region or store. */
  regionOf(scope: Scope): Promise<string | undefined>;
  /** Days that have begun, newest first. @throws HttpError 422 */
  list(query: StoreDaysQuery): Promise<StoreDay[]>;
  /**
   * Closes days, all or none; a closed one stays as it is. A day that is `closed` when it returns has no sale on its way into
   * it. Where something has been writing sales for too long they stay `closing`, and are closed once that has come to its end.
   * @throws HttpError 422 `invalid`, 409 `opened_meanwhile`.
   */
  close(days: readonly DayKey[], author: string): Promise<StoreDay[]>;
  /** Connections whose writing keeps closings waiting, longest first. */
  writers(): Promise<LongWriter[]>;
  /** Calls closings under way off; days that are open or closed stay as they are. @throws HttpError 422 */
  cancel(days: readonly DayKey[], author: string): Promise<StoreDay[]>;
  /** Opens closed days again. @throws HttpError 422 */
  reopen(days: readonly DayKey[], author: string, reason: string): Promise<StoreDay[]>;
}

const MAX_DAYS = 93;

export function createStoreDays({ pool, now, patience, closeAfter }: StoreDaysDeps): StoreDays {
  async function existing(days: readonly DayKey[]): Promise<Place[]> {
    const { places, unknown, ahead } = await placesOf(pool, days, now());
    const issues: ContentIssue[] = [
      ...unknown.map((at) => issue(at, 'store', 'unknown_store', `There is no store ${days[at]?.store}.`)),
      ...ahead.map((at) => issue(at, 'day', 'day_ahead', `The day ${days[at]?.day} has not begun.`)),
    ];
    if (issues.length > 0) throw invalidContent(issues);
    return places;
  }

  const byKey = (db: Queryable, days: readonly DayKey[]) => readDaysByKey(db, { now: now(), closeAfter }, days);

  async function endClosing(marked: readonly Marked[], days: readonly DayKey[], author: string): Promise<void> {
    // The closing watch ends it.
    if (!(await writersGone(pool, patience))) return;
    await transaction(pool, async (client) => {
      if ((await finishClosing(client, marked, author)) === marked.length) return;
      // Another call has closed some of them meanwhile; or one that gave up, or a director, has opened them.
      const found = await byKey(client, days);
      if (found.every(({ state }) => state === 'closed')) return;
      throw conflict(
        'opened_meanwhile',
        'Somebody has opened some of these days meanwhile. None was closed: look at them again.',
      );
    });
  }

  return {
    async regionOf(scope) {
      if (scope.kind === 'company') return undefined;
      const { rows } = await pool.query<{ code: string }>(
        scope.kind === 'region'
          ? 'select code from regions where code = $1'
          : 'select r.code from magasins m join regions r on r.id = m.region_id where m.code = $1',
        [scope.code],
      );
      if (!rows[0]) throw notFound();
      return rows[0].code;
    },

    async list({ from, to, scope: name }) {
      const length = dayNumber(to) - dayNumber(from) + 1;
      if (length < 1) throw invalidContent([{ path: 'to', code: 'range', message: 'must not be before from' }]);
      if (length > MAX_DAYS) {
        throw invalidContent([{ path: 'to', code: 'range', message: `must be at most ${MAX_DAYS} days from from` }]);
      }
      const scope = parseScope(name ?? 'company');
      return readDays(
        pool,
        { now: now(), closeAfter },
        {
          from,
          to,
          region: scope?.kind === 'region' ? scope.code : null,
          store: scope?.kind === 'store' ? scope.code : null,
        },
      );
    },

    async close(days, author) {
      const places = await existing(days);
      const marked = await transaction(pool, (client) => markClosing(client, places, now(), author));
      if (marked.length > 0) {
        try {
          await endClosing(marked, days, author);
        } catch (error) {
          // Where this fails too they stay marked, and closing them again or opening them ends that.
          await transaction(pool, (client) => unmarkClosing(client, marked, author)).catch(() => undefined);
          throw error;
        }
      }
      return byKey(pool, days);
    },

    writers: () => longWriters(pool),

    async cancel(days, author) {
      const places = await existing(days);
      await transaction(pool, (client) => reopen(client, places, { now: now(), author, reason: null }));
      return byKey(pool, days);
    },

    async reopen(days, author, reason) {
      const places = await existing(days);
      await transaction(pool, (client) => reopen(client, places, { now: now(), author, reason }));
      return byKey(pool, days);
    },
  };
}

function issue(index: number, path: string, code: string, message: string): ContentIssue {
  return { index, path, code, message };
}
