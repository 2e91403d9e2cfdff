import type { LocalDate } from '../../shared/calendar/local-date.ts';

/**
 * Exact sums: money in ten-thousandths of a euro, units in thousandths, all as integers, so that adding and taking away in
 * any order ends at the same value.
 */
export interface Sums {
  revenueTtc: number;
  revenueHt: number;
  cost: number;
  units: number;
  receipts: number;
}

/** What happened to a store, day and hour, or all of it. */
export interface HourSums extends Sums {
  store: number;
  day: LocalDate;
  hour: number;
}

/** Columns of a row of hourly sums; numeric comes as text, and no sum is too large for it. */
export interface HourRow {
  magasin_id: number;
  jour: LocalDate;
  heure: number;
  ca_ttc: string;
  ca_ht: string;
  cout: string;
  unites: string;
  tickets: string;
}

/** Select list that makes an HourRow of ventes_horaires, ventes_deltas or ventes_par_heure. */
export const HOUR_COLUMNS = `magasin_id, jour, heure, sum(ca_ttc) * 10000 as ca_ttc, sum(ca_ht) * 10000 as ca_ht,
  sum(cout) * 10000 as cout, sum(unites) * 1000 as unites, sum(tickets)::numeric as tickets`;

export function toHourSums(row: HourRow): HourSums {
  return {
    store: row.magasin_id,
    day: row.jour,
    hour: row.heure,
    revenueTtc: Number(row.ca_ttc),
    revenueHt: Number(row.ca_ht),
    cost: Number(row.cout),
    units: Number(row.unites),
    receipts: Number(row.tickets),
  };
}

export function noSums(): Sums {
  return { revenueTtc: 0, revenueHt: 0, cost: 0, units: 0, receipts: 0 };
}

export function addTo(total: Sums, part: Sums): void {
  total.revenueTtc += part.revenueTtc;
  total.revenueHt += part.revenueHt;
  total.cost += part.cost;
  total.units += part.units;
  total.receipts += part.receipts;
}
