import { addDays } from '../../shared/calendar/local-date.ts';
import { zoneClock } from '../../shared/calendar/zone-clock.ts';
import { addShapes } from '../../shared/calendar/week-shape.ts';
import { HEAD_OFFICE_ZONE } from './head-office.ts';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { WeekShape } from '../../shared/calendar/week-shape.ts';
import type { ZoneClock } from '../../shared/calendar/zone-clock.ts';
import type { Queryable } from '../postgres/pool.ts';

export interface SellingStore {
  readonly code: string;
  readonly clock: ZoneClock;
  readonly opened: LocalDate | null;
  readonly closed: LocalDate | null;
  readonly shape: WeekShape;
}

export interface SellingShapes {
  readonly stores: readonly SellingStore[];
  readonly company: WeekShape;
}

const WEEKS = 8;

/** How every store sold over the week and the day, in the eight weeks before a day. */
export async function readSellingShapes(db: Queryable, before: LocalDate): Promise<SellingShapes> {
  const [stores, hours] = await Promise.all([
    db.query<{ id: number; code: string; zone: string; opened: LocalDate | null; closed: LocalDate | null }>(
      'select id, code, fuseau as zone, ouvert_le as opened, ferme_le as closed from magasins',
    ),
    db.query<{ store: number; weekday: number; hour: number; revenue: number }>(
      `select magasin_id as store, extract(isodow from jour)::integer as weekday, heure as hour,
         sum(ca_ttc)::double precision as revenue
       from ventes_par_heure where jour >= $1 and jour < $2 group by 1, 2, 3`,
      [addDays(before, -7 * WEEKS), before],
    ),
  ]);
  const shapes = new Map(stores.rows.map(({ id }) => [id, addShapes([])]));
  for (const { store, weekday, hour, revenue } of hours.rows) {
    const day = shapes.get(store)?.[weekday - 1];
    if (day) day[hour] = revenue;
  }
  return {
    stores: stores.rows.map(({ id, zone, ...store }) => ({
      ...store,
      clock: clockOf(zone),
      shape: shapes.get(id) ?? [],
    })),
    company: addShapes(shapes.values()),
  };
}

/** PostgreSQL takes zones that Intl does not know (POSIX forms): such a store keeps the day of the head office. */
function clockOf(zone: string): ZoneClock {
  try {
    return zoneClock(zone);
  } catch {
    return zoneClock(HEAD_OFFICE_ZONE);
  }
}
