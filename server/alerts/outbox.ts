import type { AlertMessage } from '../../shared/api/alerts.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Delivery } from './webhook.ts';

/** A signal that is to be sent, and is this server's to send for a while. */
export interface Outgoing {
  readonly alert: string;
  readonly signal: number;
  readonly webhook: string;
  readonly secret: string;
  readonly attempts: number;
  readonly name: string;
  readonly scope: string;
  readonly threshold: number;
  readonly startedAt: Date;
  readonly revenueTtc: number;
  readonly objectiveToDate: number;
}

/** Longer than an attempt takes: who died over it is taken over. */
const LEASE_SECONDS = 60;
const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_SECONDS = 15;

/** Takes what is due for this server alone. */
export async function takeDue(db: Queryable, now: number, limit: number): Promise<Outgoing[]> {
  const { rows } = await db.query<
    Omit<Outgoing, 'threshold' | 'revenueTtc' | 'objectiveToDate'> & Record<string, string>
  >(
    `with dus as (
       select s.id from alertes_signaux s where s.envoi = 'a_envoyer' and s.prochain_essai <= to_timestamp($1 / 1000.0)
       order by s.prochain_essai limit $2 for update skip locked
     ), pris as (
       update alertes_signaux s set essais = s.essais + 1, prochain_essai = to_timestamp($1 / 1000.0 + $3)
       from dus where s.id = dus.id
       returning s.*
     )
     select a.id as alert, p.id as signal, a.webhook, a.secret, p.essais as attempts, a.nom as name, a.perimetre as scope, a.seuil as threshold,
       p.sonne_le as "startedAt", p.ca_ttc as "revenueTtc", p.objectif as "objectiveToDate"
     from pris p join alertes a on a.id = p.alerte_id and a.webhook is not null`,
    [now, limit, LEASE_SECONDS],
  );
  return rows.map((row) => ({
    ...row,
    threshold: Number(row['threshold']),
    revenueTtc: Number(row['revenueTtc']),
    objectiveToDate: Number(row['objectiveToDate']),
  }));
}

/** What failed is tried again, later each time, until it is given up. */
export async function settle(
  db: Queryable,
  { signal, attempts }: Outgoing,
  { kind, answer }: Delivery,
  now: number,
): Promise<void> {
  const state = kind === 'sent' ? 'envoye' : attempts >= MAX_ATTEMPTS ? 'abandonne' : 'a_envoyer';
  const pause = FIRST_PAUSE_SECONDS * 4 ** (attempts - 1);
  await db.query(
    `update alertes_signaux set envoi = $2, reponse = $3, prochain_essai = to_timestamp($4 / 1000.0 + $5) where id = $1`,
    [signal, state, answer, now, pause],
  );
}

export function messageOf(outgoing: Outgoing): AlertMessage {
  const { signal, name, scope, startedAt, threshold, revenueTtc, objectiveToDate } = outgoing;
  const attainment = objectiveToDate > 0 ? revenueTtc / objectiveToDate : null;
  return {
    type: 'alert',
    id: String(signal),
    name,
    scope,
    at: startedAt.toISOString(),
    threshold,
    revenueTtc,
    objectiveToDate,
    attainment,
    text: `${name} : ${percent(attainment)} de l’objectif à cette heure (seuil ${percent(threshold)})`,
  };
}

const percent = (rate: number | null): string =>
  rate === null ? '–' : new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 }).format(rate);
