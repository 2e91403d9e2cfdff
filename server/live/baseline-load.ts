import type { Likeness } from '../../shared/api/live-board.ts';
import { addDays, sameWeekdayLastYear, yearOf, type LocalDate } from '../../shared/calendar/local-date.ts';
import type { Queryable } from '../postgres/pool.ts';
import { buildBaseline, companyShape, type Baseline, type StoreHistory } from './baseline.ts';
import type { Directory, LiveStore } from './directory.ts';
import { LEAST_DAYS } from './landing.ts';
import { likeDays, sameWeekdays } from './like-days.ts';

export type Baselines = ReadonlyMap<number, Baseline>;

interface Draft extends StoreHistory {
  week: number[][];
  months: number[];
  like: Likeness;
  likeDays: number[][];
  lastYear: { second: number; amount: number }[];
}

const WEEKS = 8;

/** Reads what the given day of every store is measured against. Shapes of all stores, since young ones borrow the company's. */
export async function loadBaselines(
  db: Queryable,
  directory: Directory,
  dayOf: (store: LiveStore) => LocalDate,
): Promise<Baselines> {
  const drafts = new Map<number, Draft>();
  for (const { id } of directory.stores) {
    drafts.set(id, {
      week: noDays(7),
      months: Array.from({ length: 12 }, () => 0),
      like: 'weekday',
      likeDays: [],
      monthObjective: undefined,
      lastYear: [],
    });
  }
  if (directory.stores.length > 0) {
    const days = directory.stores.map(dayOf);
    await readWeeks(db, drafts, days.toSorted()[0] ?? '');
    await readLikeDays(db, drafts, directory, dayOf);
    await readMonths(db, drafts, yearOf(days[0] ?? ''));
    await readObjectives(db, drafts, directory, days);
    await readLastYear(db, drafts, directory, days);
  }
  const company = companyShape(drafts.values());
  const baselines = new Map<number, Baseline>();
  for (const store of directory.stores) {
    const own = drafts.get(store.id);
    if (own) baselines.set(store.id, buildBaseline(store, dayOf(store), own, company));
  }
  return baselines;
}

/** Stores around the world are at most a day apart: the same eight weeks serve all. */
async function readWeeks(db: Queryable, drafts: Map<number, Draft>, before: LocalDate): Promise<void> {
  const { rows } = await db.query<{ magasin_id: number; jour_semaine: number; heure: number; ca_ttc: string }>(
    `select magasin_id, extract(isodow from jour)::integer as jour_semaine, heure, sum(ca_ttc) * 10000 as ca_ttc
     from ventes_par_heure where jour >= $1 and jour < $2 group by 1, 2, 3`,
    [addDays(before, -7 * WEEKS), before],
  );
  for (const row of rows) {
    const hours = drafts.get(row.magasin_id)?.week[row.jour_semaine - 1];
    if (hours) hours[row.heure] = Number(row.ca_ttc);
  }
}

/**
 * Not from the shape of the week above: how much these days differed from each other is what is wanted of them. Where hardly
 * any of the holidays or days of soldes before sold anything, a day is compared with its weekday.
 */
async function readLikeDays(
  db: Queryable,
  drafts: Map<number, Draft>,
  directory: Directory,
  dayOf: (store: LiveStore) => LocalDate,
): Promise<void> {
  const today = [...new Set(directory.stores.map(dayOf))];
  const candidates = new Map(today.map((day) => [day, [likeDays(day), sameWeekdays(day)]]));
  const wanted = new Set([...candidates.values()].flatMap((some) => some.flatMap(({ days }) => days)));
  const { rows } = await db.query<{ magasin_id: number; jour: LocalDate; heure: number; ca_ttc: string }>(
    `select magasin_id, jour, heure, ca_ttc * 10000 as ca_ttc from ventes_par_heure where jour = any($1::date[])`,
    [[...wanted]],
  );
  const sold = new Set(rows.map(({ jour }) => jour));
  const hours = new Map<string, number[]>();
  for (const { magasin_id, jour, heure, ca_ttc } of rows) {
    const key = `${magasin_id} ${jour}`;
    const own = hours.get(key) ?? Array.from({ length: 24 }, () => 0);
    own[heure] = Number(ca_ttc);
    hours.set(key, own);
  }
  for (const store of directory.stores) {
    const draft = drafts.get(store.id);
    const some = candidates.get(dayOf(store)) ?? [];
    const chosen = some.find(({ days }) => days.filter((day) => sold.has(day)).length >= LEAST_DAYS) ?? some.at(-1);
    if (!draft || !chosen) continue;
    draft.like = chosen.kind;
    draft.likeDays = chosen.days.map((day) => hours.get(`${store.id} ${day}`) ?? []);
  }
}

function noDays(count: number): number[][] {
  return Array.from({ length: count }, () => Array.from({ length: 24 }, () => 0));
}

async function readMonths(db: Queryable, drafts: Map<number, Draft>, year: number): Promise<void> {
  const { rows } = await db.query<{ magasin_id: number; mois: number; ca_ttc: string }>(
    `select magasin_id, extract(month from jour)::integer as mois, sum(ca_ttc) * 10000 as ca_ttc
     from ventes_par_heure where jour >= make_date($1, 1, 1) and jour < make_date($1 + 1, 1, 1) group by 1, 2`,
    [year - 1],
  );
  for (const row of rows) {
    const months = drafts.get(row.magasin_id)?.months;
    if (months) months[row.mois - 1] = Number(row.ca_ttc);
  }
}

async function readObjectives(
  db: Queryable,
  drafts: Map<number, Draft>,
  directory: Directory,
  days: readonly LocalDate[],
): Promise<void> {
  const { rows } = await db.query<{ magasin_id: number; montant_ttc: string }>(
    `select o.magasin_id, o.montant_ttc
     from unnest($1::integer[], $2::date[]) t (magasin_id, jour)
     join objectifs o on o.magasin_id = t.magasin_id and o.mois = date_trunc('month', t.jour)::date`,
    [directory.stores.map(({ id }) => id), days],
  );
  for (const row of rows) {
    const draft = drafts.get(row.magasin_id);
    if (draft) draft.monthObjective = Number(row.montant_ttc);
  }
}

async function readLastYear(
  db: Queryable,
  drafts: Map<number, Draft>,
  directory: Directory,
  days: readonly LocalDate[],
): Promise<void> {
  const { rows } = await db.query<{ magasin_id: number; seconde: number; montant: string }>(
    `select v.magasin_id, floor(extract(epoch from (v.date_vente at time zone m.fuseau) - t.jour::timestamp))::integer as seconde,
       sum(l.montant_ttc) * 10000 as montant
     from unnest($1::integer[], $2::date[]) t (magasin_id, jour)
     join magasins m on m.id = t.magasin_id
     join ventes v on v.magasin_id = t.magasin_id
       and v.date_vente >= t.jour::timestamp at time zone m.fuseau
       and v.date_vente < (t.jour + 1)::timestamp at time zone m.fuseau
     join lignes_ventes l on l.vente_id = v.id
     group by 1, 2 order by 1, 2`,
    [directory.stores.map(({ id }) => id), days.map(sameWeekdayLastYear)],
  );
  for (const row of rows) {
    drafts.get(row.magasin_id)?.lastYear.push({ second: row.seconde, amount: Number(row.montant) });
  }
}
