import type { DayKey, DayState, StoreDay } from '../../shared/api/store-days.ts';
import type { Queryable } from '../postgres/pool.ts';

interface DayRow {
  store: string;
  name: string;
  region: string;
  day: string;
  today: boolean;
  /** Days since, by the clock of the store. */
  age: number;
  state: DayState;
  revenue: string;
  receipts: number;
  tillTotals: number;
  tillRevenue: string | null;
  tillReceipts: number | null;
  gap: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  reopenedAt: Date | null;
  reopenedBy: string | null;
  reason: string | null;
  correctedAt: Date | null;
  correctedBy: string | null;
  correctionReason: string | null;
}

/** `demandes (magasin_id, jour, fuseau)`: the days asked for. The sums are read by key, and rounded once. */
const DAYS = `
  select m.code as store, m.nom as name, r.code as region, d.jour as day, d.jour = ($1::timestamptz at time zone m.fuseau)::date as today,
    ($1::timestamptz at time zone m.fuseau)::date - d.jour as age,
    coalesce(j.etat, 'open') as state, round(coalesce(v.ca, 0), 2) as revenue, coalesce(v.tickets, 0)::integer as receipts,
    z.nombre as "tillTotals", z.montant as "tillRevenue", z.tickets as "tillReceipts", round(coalesce(v.ca, 0), 2) - z.montant as gap,
    case when j.etat <> 'open' then j.cloturee_le end as "closedAt", case when j.etat <> 'open' then j.cloturee_par end as "closedBy",
    j.rouverte_le as "reopenedAt", j.rouverte_par as "reopenedBy", j.motif as reason,
    k.corrige_le as "correctedAt", k.corrige_par as "correctedBy", k.motif as "correctionReason"
  from demandes d
  join magasins m on m.id = d.magasin_id
  join regions r on r.id = m.region_id
  left join journees j on j.magasin_id = d.magasin_id and j.jour = d.jour
  left join ventes_du_jour v on v.magasin_id = d.magasin_id and v.jour = d.jour
  cross join lateral (
    select count(*)::integer as nombre, sum(x.montant_ttc) as montant,
      case when count(*) = count(x.tickets) then sum(x.tickets)::integer end as tickets
    from z_caisse x where x.magasin_id = d.magasin_id and x.jour = d.jour) z
  left join lateral (
    select c.corrige_le, c.corrige_par, c.motif from z_corrections c
    where c.magasin_id = d.magasin_id and c.jour = d.jour order by c.id desc limit 1) k on true`;

/**
 * Days of the stores of a scope ($4 region, $5 store; null: all) from $2 to $3, without those ahead. Only as an array do the
 * chosen stores reach the rows below the view, which would sum those of all stores first.
 */
const IN_RANGE = `
  with choisis as (
    select m.id, m.ouvert_le, m.ferme_le, least($3::date, ($1::timestamptz at time zone m.fuseau)::date) as dernier
    from magasins m join regions r on r.id = m.region_id
    where ($4::text is null or r.code = $4) and ($5::text is null or m.code = $5)
  ), ventes_du_jour as (
    select magasin_id, jour, sum(ca_ttc) as ca, sum(tickets) as tickets from ventes_par_heure
    where jour between $2 and $3 and magasin_id = any(array(select id from choisis)) group by magasin_id, jour
  ), demandes as (
    select c.id as magasin_id, g.jour::date as jour
    from choisis c cross join lateral generate_series($2::date::timestamp, c.dernier::timestamp, interval '1 day') g (jour)
    where (c.ouvert_le is null or g.jour >= c.ouvert_le) and (c.ferme_le is null or g.jour <= c.ferme_le)
  ) ${DAYS} order by d.jour desc, m.code collate "C"`;

const BY_KEY = `
  with demandes as (
    select distinct m.id as magasin_id, k.jour from unnest($2::text[], $3::date[]) k (code, jour) join magasins m on m.code = k.code
  ), ventes_du_jour as (
    select magasin_id, jour, sum(ca_ttc) as ca, sum(tickets) as tickets from ventes_par_heure
    where (magasin_id, jour) in (select magasin_id, jour from demandes) group by magasin_id, jour
  ) ${DAYS} order by d.jour desc, m.code collate "C"`;

export interface Clock {
  now: Date;
  /** After how many days a day is closed by itself; undefined: none is. */
  closeAfter?: number | undefined;
}

export interface DaysRange {
  from: string;
  to: string;
  region: string | null;
  store: string | null;
}

/** Newest first, then by code. */
export async function readDays(db: Queryable, clock: Clock, range: DaysRange): Promise<StoreDay[]> {
  const { rows } = await db.query<DayRow>(IN_RANGE, [clock.now, range.from, range.to, range.region, range.store]);
  return rows.map((row) => toStoreDay(row, clock));
}

/** Those of the days whose store exists. */
export async function readDaysByKey(db: Queryable, clock: Clock, keys: readonly DayKey[]): Promise<StoreDay[]> {
  const { rows } = await db.query<DayRow>(BY_KEY, [
    clock.now,
    keys.map(({ store }) => store),
    keys.map(({ day }) => day),
  ]);
  return rows.map((row) => toStoreDay(row, clock));
}

function toStoreDay(row: DayRow, { closeAfter }: Clock): StoreDay {
  const { revenue, tillRevenue, gap, closedAt, closedBy, reopenedAt, reopenedBy, reason, ...others } = row;
  const { correctedAt, correctedBy, correctionReason, age, ...rest } = others;
  return {
    ...rest,
    revenue: Number(revenue),
    tillRevenue: tillRevenue === null ? null : Number(tillRevenue),
    gap: gap === null ? null : Number(gap),
    ...(closeAfter !== undefined && age >= closeAfter && isLeft(row) ? { toCheck: true } : {}),
    ...(closedAt && closedBy !== null ? { closedAt: closedAt.toISOString(), closedBy } : {}),
    ...(reopenedAt && reopenedBy !== null ? { reopenedAt: reopenedAt.toISOString(), reopenedBy } : {}),
    ...(reason === null ? {} : { reason }),
    ...(correctedAt && correctedBy !== null && correctionReason !== null
      ? { correctedAt: correctedAt.toISOString(), correctedBy, correctionReason }
      : {}),
  };
}

/** Open although its time has come: no till total, a gap, or somebody opened it again. A store that was shut has nothing to check. */
function isLeft({ state, gap, reopenedAt, receipts, revenue, tillTotals }: DayRow): boolean {
  const quiet = receipts === 0 && Number(revenue) === 0 && tillTotals === 0;
  return state === 'open' && !quiet && (gap === null || Number(gap) !== 0 || reopenedAt !== null);
}
