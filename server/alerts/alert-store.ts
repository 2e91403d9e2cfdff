import { toUser } from '../accounts/users.ts';
import { HttpError } from '../http/errors.ts';
import type { Alert, AlertInput, AlertSignal } from '../../shared/api/alerts.ts';
import type { User } from '../../shared/api/session.ts';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { AlertRule, LastSignal } from './judge-alert.ts';

/** An alert as the watcher needs it. */
export interface WatchedAlert {
  readonly id: string;
  readonly scope: string;
  readonly rule: AlertRule;
  readonly webhook: boolean;
  /** Whoever set it or changed it last; undefined: he is gone. */
  readonly author: User | undefined;
  readonly last: (LastSignal & { readonly id: number }) | undefined;
}

export interface NewSignal {
  readonly alert: string;
  readonly day: LocalDate;
  /** ms */
  readonly at: number;
  readonly revenueTtc: number;
  readonly objectiveToDate: number;
  readonly webhook: boolean;
}

/** Somebody who asks: of alerts he may not change he learns what they watch, not where they go. */
export type MayChange = (scope: string, author: string | null) => boolean;
/** Whether an alert is silent because whoever set it is gone or may not watch its scope any more. */
export type Rests = (scope: string, author: User | undefined) => boolean;

interface AlertRow {
  setter: string | null;
  id: string;
  name: string;
  scope: string;
  threshold: string;
  from: string;
  quiet: number;
  webhook: string | null;
  created: Date;
}

/** Of whoever set it, as long as he is active. */
interface AuthorRow {
  author: string | null;
  email: string;
  authorName: string;
  role: User['role'];
  region: string | null;
}

interface SignalRow {
  setter: string | null;
  id: number;
  alert: string;
  name: string;
  scope: string;
  threshold: string;
  day: LocalDate;
  started: Date;
  ended: Date | null;
  revenue: string;
  objective: string;
  sending: 'a_envoyer' | 'envoye' | 'abandonne' | null;
  answer: string | null;
}

const ALERTS = `select a.id, a.cree_par as setter, a.nom as name, a.perimetre as scope, a.seuil as threshold, to_char(a.debut, 'HH24:MI') as "from",
    extract(epoch from a.silence)::integer / 60 as quiet, a.webhook, a.cree_le as created,
    u.id as author, u.courriel as email, u.nom as "authorName", u.role, r.code as region
  from alertes a left join utilisateurs u on u.id = a.cree_par and u.actif left join regions r on r.id = u.region_id`;
const SIGNAL = `s.id, a.cree_par as setter, s.alerte_id as alert, a.nom as name, a.perimetre as scope, a.seuil as threshold, s.jour as day, s.sonne_le as started,
  s.fini_le as ended, s.ca_ttc as revenue, s.objectif as objective, s.envoi as sending, s.reponse as answer`;
const LAST = `select ${SIGNAL} from alertes a cross join lateral (
    select * from alertes_signaux x where x.alerte_id = a.id order by x.sonne_le desc, x.id desc limit 1) s`;
/** More would ring so often that nobody listens. */
const MAX_ALERTS = 1_000;
const MAX_OF_ONE = 50;

/** @param rests whether nobody stands for an alert on this scope any more */
export async function listAlerts(db: Queryable, mayChange: MayChange, rests: Rests): Promise<Alert[]> {
  const { rows } = await db.query<AlertRow & AuthorRow>(`${ALERTS} order by a.cree_le, a.id`);
  const last = await db.query<SignalRow>(LAST);
  const signals = new Map(last.rows.map((row) => [row.alert, row]));
  return rows.map((row) => {
    const mine = mayChange(row.scope, row.setter);
    const signal = signals.get(row.id);
    return {
      id: row.id,
      name: row.name,
      scope: row.scope,
      threshold: Number(row.threshold),
      from: row.from,
      quietMinutes: row.quiet,
      webhook: mine && row.webhook !== null ? new URL(row.webhook).host : null,
      createdAt: row.created.toISOString(),
      mine,
      resting: rests(row.scope, authorOf(row)),
      ...(signal && { signal: signalOf(signal, mine) }),
    };
  });
}

/** The newest first. @param sees whose scopes are shown */
export async function listSignals(
  db: Queryable,
  limit: number,
  sees: (scope: string) => boolean,
  mayChange: MayChange,
): Promise<AlertSignal[]> {
  const alerts = await db.query<{ id: string; scope: string }>('select id, perimetre as scope from alertes');
  const { rows } = await db.query<SignalRow>(
    `select ${SIGNAL} from alertes_signaux s join alertes a on a.id = s.alerte_id where s.alerte_id = any($2)
     order by s.sonne_le desc, s.id desc limit $1`,
    [limit, alerts.rows.filter(({ scope }) => sees(scope)).map(({ id }) => id)],
  );
  return rows.map((row) => signalOf(row, mayChange(row.scope, row.setter)));
}

function signalOf(row: SignalRow, mine: boolean): AlertSignal {
  const states = { a_envoyer: 'pending', envoye: 'sent', abandonne: 'failed' } as const;
  return {
    id: row.id,
    alertId: row.alert,
    alertName: row.name,
    scope: row.scope,
    threshold: Number(row.threshold),
    startedAt: row.started.toISOString(),
    ...(row.ended && { endedAt: row.ended.toISOString() }),
    revenueTtc: Number(row.revenue),
    objectiveToDate: Number(row.objective),
    ...(mine &&
      row.sending && { delivery: { state: states[row.sending], ...(row.answer !== null && { answer: row.answer }) } }),
  };
}

function authorOf({ author, email, authorName, role, region }: AuthorRow): User | undefined {
  return author === null ? undefined : toUser({ id: author, email, name: authorName, role, region });
}

/** What rights on it depend on. */
export interface AlertOwner {
  readonly scope: string;
  /** null: gone. */
  readonly author: string | null;
}

/** Undefined: there is no such alert. */
export async function ownerOfAlert(db: Queryable, id: string): Promise<AlertOwner | undefined> {
  const { rows } = await db.query<AlertOwner>(
    'select perimetre as scope, cree_par as author from alertes where id = $1',
    [id],
  );
  return rows[0];
}

/** @throws HttpError 409 `too_many_alerts` */
export async function insertAlert(
  db: Queryable,
  input: AlertInput,
  author: string | undefined,
  secret: string | undefined,
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into alertes (nom, perimetre, seuil, debut, silence, webhook, secret, cree_par)
     select $1, $2, $3, $4, make_interval(mins => $5), $6, $7, $8 
     where (select count(*) from alertes) < $9 and (select count(*) from alertes where cree_par = $8) < $10 returning id`,
    [...columnsOf(input), secret ?? null, author ?? null, MAX_ALERTS, MAX_OF_ONE],
  );
  const [row] = rows;
  if (!row)
    throw new HttpError(
      409,
      'too_many_alerts',
      `You have ${MAX_OF_ONE} alerts already, or all have ${MAX_ALERTS}. Delete one first.`,
    );
  return row.id;
}

/** `webhook` undefined: as it is. What rings goes on by the new rule; who changes an alert stands for it from now on. */
export async function updateAlert(
  db: Queryable,
  id: string,
  input: Omit<AlertInput, 'webhook'> & { webhook?: string | null },
  author: string | undefined,
  secret: string | undefined,
): Promise<boolean> {
  const { webhook, ...rule } = input;
  const { rowCount } = await db.query(
    `with retires as (
       update alertes_signaux set envoi = 'abandonne', reponse = 'removed' where alerte_id = $1 and envoi = 'a_envoyer' and $9 and $7::text is null)
     update alertes set nom = $2, perimetre = $3, seuil = $4, debut = $5, silence = make_interval(mins => $6),
       webhook = case when $9 then $7 else webhook end, secret = case when $9 then $8 else secret end, cree_par = $10
     where id = $1`,
    [id, ...columnsOf({ ...rule, webhook: webhook ?? null }), secret ?? null, webhook !== undefined, author ?? null],
  );
  return rowCount === 1;
}

const columnsOf = (input: AlertInput): unknown[] => [
  input.name,
  input.scope,
  input.threshold,
  input.from,
  input.quietMinutes,
  input.webhook,
];

export async function deleteAlert(db: Queryable, id: string): Promise<boolean> {
  return (await db.query('delete from alertes where id = $1', [id])).rowCount === 1;
}

export async function readWatched(db: Queryable): Promise<WatchedAlert[]> {
  const { rows } = await db.query<AlertRow & AuthorRow>(ALERTS);
  const last = new Map((await db.query<SignalRow>(LAST)).rows.map((row) => [row.alert, row]));
  return rows.map((row) => {
    const signal = last.get(row.id);
    return {
      id: row.id,
      scope: row.scope,
      rule: { threshold: Number(row.threshold), from: row.from, quietMs: row.quiet * 60_000 },
      webhook: row.webhook !== null,
      author: authorOf(row),
      last: signal && {
        id: signal.id,
        day: signal.day,
        startedAt: signal.started.getTime(),
        open: signal.ended === null,
      },
    };
  });
}

export async function startSignal(db: Queryable, signal: NewSignal): Promise<void> {
  await db.query(
    `insert into alertes_signaux (alerte_id, jour, sonne_le, ca_ttc, objectif, envoi, prochain_essai)
     values ($1, $2, to_timestamp($3 / 1000.0), $4, $5, case when $6 then 'a_envoyer' end, case when $6 then to_timestamp($3 / 1000.0) end)`,
    [signal.alert, signal.day, signal.at, signal.revenueTtc, signal.objectiveToDate, signal.webhook],
  );
}

export async function endSignal(db: Queryable, id: number, at: number): Promise<void> {
  await db.query(
    'update alertes_signaux set fini_le = greatest(sonne_le, to_timestamp($2 / 1000.0)) where id = $1 and fini_le is null',
    [id, at],
  );
}

/** Signals that are over and older are forgotten. */
export async function forgetSignals(db: Queryable, before: number): Promise<void> {
  await db.query('delete from alertes_signaux where fini_le is not null and sonne_le < to_timestamp($1 / 1000.0)', [
    before,
  ]);
}
