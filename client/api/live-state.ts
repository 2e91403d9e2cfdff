import type { KpiMessage, KpiValues } from '../../shared/api/kpi.ts';

/** Nothing heard for this long while something is watched: the figures are called frozen. Servers speak every 15 s. */
const STALE_AFTER_MS = 30_000;

/** The newest known values of a scope. */
export interface Reading {
  readonly version: number;
  /** When the server read them, ISO 8601. */
  readonly at: string;
  readonly values: KpiValues;
  /** The last move of revenueTtc in €, and the version it came with; null until it first moves. */
  readonly change: { readonly amount: number; readonly version: number } | null;
}

/** Values are absolute: an older version is ignored, so that order and repetition on the wire do not matter. */
export function withPush(reading: Reading | undefined, message: KpiMessage): Reading {
  return reading !== undefined && message.version < reading.version ? reading : replace(reading, message);
}

/** The answer to a subscription is the truth whatever its version: after a restore versions may have gone back. */
export function withSnapshot(reading: Reading | undefined, message: KpiMessage): Reading {
  return replace(reading, message);
}

function replace(reading: Reading | undefined, { version, at, values }: KpiMessage): Reading {
  const before = reading?.values.revenueTtc ?? values.revenueTtc;
  const amount = Math.round((values.revenueTtc - before) * 100) / 100;
  return { version, at, values, change: amount === 0 ? (reading?.change ?? null) : { amount, version } };
}

export type ConnectionStatus = 'connecting' | 'live' | 'reconnecting' | 'stale' | 'offline';

export interface Connection {
  readonly status: ConnectionStatus;
  /** When the server was last heard, ms since the epoch; null before. */
  readonly heardAt: number | null;
}

export interface ConnectionFacts {
  readonly online: boolean;
  readonly connected: boolean;
  /** Whether a connection was ever made, or refused, since the start. */
  readonly tried: boolean;
  readonly heardAt: number | null;
  /** Whether anything is subscribed: only then the server owes a message every 15 s. */
  readonly watching: boolean;
  readonly now: number;
}

export function connectionOf(facts: ConnectionFacts): Connection {
  const { heardAt } = facts;
  const silent = heardAt !== null && facts.now - heardAt >= STALE_AFTER_MS;
  if (facts.connected) return { status: silent && facts.watching ? 'stale' : 'live', heardAt };
  if (!facts.online) return { status: 'offline', heardAt };
  if (silent) return { status: 'stale', heardAt };
  return { status: facts.tried ? 'reconnecting' : 'connecting', heardAt };
}

export function sameConnection(a: Connection, b: Connection): boolean {
  return a.status === b.status && a.heardAt === b.heardAt;
}
