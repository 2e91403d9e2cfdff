import { randomBytes } from 'node:crypto';
import {
  deleteAlert,
  insertAlert,
  listAlerts,
  listSignals,
  ownerOfAlert,
  type AlertOwner,
  updateAlert,
  type MayChange,
  type Rests,
} from './alert-store.ts';
import { messageOf } from './outbox.ts';
import type { Alert, AlertInput, AlertSaved, AlertSignal } from '../../shared/api/alerts.ts';
import type { Pool } from '../postgres/pool.ts';
import type { callWebhook, Delivery } from './webhook.ts';

export interface Alerts {
  list(mayChange: MayChange): Promise<Alert[]>;
  /** Of the scopes somebody sees, newest first. */
  signals(limit: number, sees: (scope: string) => boolean, mayChange: MayChange): Promise<AlertSignal[]>;
  /** Undefined: there is no such alert. */
  ownerOf(id: string): Promise<AlertOwner | undefined>;
  create(input: AlertInput, author: string | undefined): Promise<AlertSaved>;
  /** `webhook` undefined keeps the address and its secret; a new address gets a new secret. Undefined: there is no such alert. */
  update(
    id: string,
    input: Omit<AlertInput, 'webhook'> & { webhook?: string | null },
    author: string | undefined,
  ): Promise<AlertSaved | undefined>;
  remove(id: string): Promise<boolean>;
  /** Sends a trial message; undefined: there is no webhook. */
  tryOut(id: string): Promise<Delivery | undefined>;
}

export interface AlertsOptions {
  readonly pool: Pool;
  readonly rests: Rests;
  readonly call: typeof callWebhook;
  readonly clock: () => number;
}

const newSecret = (): string => randomBytes(24).toString('base64url');

export function createAlerts({ pool, rests, call, clock }: AlertsOptions): Alerts {
  return {
    list: (mayChange) => listAlerts(pool, mayChange, rests),
    signals: (limit, sees, mayChange) => listSignals(pool, limit, sees, mayChange),
    ownerOf: (id) => ownerOfAlert(pool, id),
    async create(input, author) {
      const secret = input.webhook === null ? undefined : newSecret();
      return savedAs(await insertAlert(pool, input, author, secret), secret);
    },
    async update(id, input, author) {
      const secret = typeof input.webhook === 'string' ? newSecret() : undefined;
      return (await updateAlert(pool, id, input, author, secret)) ? savedAs(id, secret) : undefined;
    },
    remove: (id) => deleteAlert(pool, id),
    async tryOut(id) {
      const { rows } = await pool.query<{
        webhook: string | null;
        secret: string;
        name: string;
        scope: string;
        threshold: string;
      }>('select webhook, secret, nom as name, perimetre as scope, seuil as threshold from alertes where id = $1', [
        id,
      ]);
      const [row] = rows;
      if (!row || row.webhook === null) return undefined;
      const trial = messageOf({
        ...row,
        webhook: row.webhook,
        threshold: Number(row.threshold),
        alert: id,
        signal: 0,
        attempts: 1,
        startedAt: new Date(clock()),
        revenueTtc: 0,
        objectiveToDate: 0,
      });
      const text = `${row.name} : message d’essai`;
      return call(row.webhook, row.secret, JSON.stringify({ ...trial, type: 'test', id: `test-${clock()}`, text }));
    },
  };
}

function savedAs(id: string, secret: string | undefined): AlertSaved {
  return { id, ...(secret !== undefined && { secret }) };
}
