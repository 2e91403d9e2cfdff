import type { WatchableScope } from '../../shared/api/kpi.ts';
import { scopeName, type Scope } from '../../shared/api/scope.ts';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import { zoneClock, type ZoneClock } from '../../shared/calendar/zone-clock.ts';
import type { Queryable } from '../postgres/pool.ts';

export interface LiveStore {
  id: number;
  code: string;
  name: string;
  region: string;
  clock: ZoneClock;
  opened: LocalDate | null;
  closed: LocalDate | null;
  /** Objective of the year, € TTC. */
  yearlyObjective: number;
  /** Names of the scopes its sales count in: its own, its region, the company. */
  scopes: readonly string[];
}

/** Stores and regions as they were read last; replaced as a whole. */
export interface Directory {
  stores: readonly LiveStore[];
  byId: ReadonlyMap<number, LiveStore>;
  /** Changes whenever any store or region does. */
  fingerprint: string;
  /** Undefined: there is no such region or store. */
  storesOf(scope: Scope): readonly LiveStore[] | undefined;
  /** The region a right on this scope is asked for. */
  regionOf(scope: Scope): string | undefined;
  /** Company, then regions, then stores, each by code. */
  scopes: readonly WatchableScope[];
}

interface StoreRow {
  id: number;
  code: string;
  name: string;
  region: string;
  time_zone: string;
  opened: LocalDate | null;
  closed: LocalDate | null;
  objective: string;
}

interface RegionRow {
  code: string;
  name: string;
}

const DEFAULT_ZONE = 'Europe/Paris';

export async function readDirectory(db: Queryable): Promise<Directory> {
  const stores = await db.query<StoreRow>(`
    select m.id, m.code, m.nom as name, r.code as region, m.fuseau as time_zone, m.ouvert_le as opened, m.ferme_le as closed,
      m.objectif_ca as objective
    from magasins m join regions r on r.id = m.region_id order by m.code collate "C"`);
  const regions = await db.query<RegionRow>(`select code, nom as name from regions order by code collate "C"`);
  return buildDirectory(stores.rows, regions.rows);
}

function buildDirectory(storeRows: StoreRow[], regions: RegionRow[]): Directory {
  const stores = storeRows.map(toStore);
  const byCode = new Map(stores.map((store) => [store.code, store]));
  const byRegion = new Map<string, LiveStore[]>(regions.map(({ code }) => [code, []]));
  for (const store of stores) byRegion.get(store.region)?.push(store);
  return {
    stores,
    byId: new Map(stores.map((store) => [store.id, store])),
    fingerprint: JSON.stringify([storeRows, regions]),
    storesOf(scope) {
      if (scope.kind === 'company') return stores;
      if (scope.kind === 'region') return byRegion.get(scope.code);
      const store = byCode.get(scope.code);
      return store && [store];
    },
    regionOf(scope) {
      if (scope.kind === 'company') return undefined;
      return scope.kind === 'region' ? scope.code : byCode.get(scope.code)?.region;
    },
    scopes: [
      { scope: 'company', name: '' },
      ...regions.map(({ code, name }) => ({ scope: regionScope(code), name, parent: 'company' })),
      ...stores.map(({ code, name, region }) => ({ scope: storeScope(code), name, parent: regionScope(region) })),
    ],
  };
}

function toStore(row: StoreRow): LiveStore {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    region: row.region,
    clock: clockOf(row.time_zone),
    opened: row.opened,
    closed: row.closed,
    yearlyObjective: Number(row.objective),
    scopes: [storeScope(row.code), regionScope(row.region), 'company'],
  };
}

/** PostgreSQL takes zones that Intl does not know (POSIX forms): such a store keeps the default day. */
function clockOf(timeZone: string): ZoneClock {
  try {
    return zoneClock(timeZone);
  } catch {
    return zoneClock(DEFAULT_ZONE);
  }
}

const regionScope = (code: string) => scopeName({ kind: 'region', code });
const storeScope = (code: string) => scopeName({ kind: 'store', code });
