import type { KpiMessage } from '../../shared/api/kpi.ts';
import type { Landing } from '../../shared/api/live-board.ts';
import type { CurveMessage, LiveClient, LiveMessage } from './live-client.ts';

/** Bytes handed to a connection and not yet taken by it, above which values wait and replace each other. */
export const BUSY_BYTES = 16_384;
export const MAX_BYTES = 1_048_576;
export const STUCK_MS = 15_000;
/** A scope that somebody watches is heard at least this often: its objective and last year move with the clock. */
export const SILENCE_MS = 10_000;

export interface HubOptions {
  clock: () => number;
  /** Values of a scope now; undefined where it is gone. */
  read(scope: string): ScopeState | undefined;
  nextVersion(): number;
}

export interface ScopeState {
  values: KpiMessage['values'];
  /** Instant up to which the database is known. */
  at: number;
  today: number[];
  landing: Landing;
}

export interface Subscriber {
  /** The state as of now; undefined: there is no such scope. From here on every change follows. */
  subscribe(scope: string, options: { curve: boolean }): KpiMessage | undefined;
  unsubscribe(scope: string): void;
  /** The connection took some of what it was given. */
  drained(): void;
  leave(): void;
}

export interface Hub {
  join(client: LiveClient): Subscriber;
  /** These scopes moved: everybody who watches them gets the newest values, now or when he can take them. */
  changed(scopes: Iterable<string>): void;
  /** To be called every second: silent scopes speak, stuck clients go. `fresh` false: the database is away, so say nothing. */
  tick(fresh: boolean): void;
  watched(): boolean;
  counts(): { clients: number; scopes: number };
}

interface Member {
  client: LiveClient;
  /** Scope -> whether its curve is wanted. */
  scopes: Map<string, boolean>;
  /** Scopes with a newer value than the client has. What is sent is read when it can be sent. */
  pending: Set<string>;
  busySince: number | undefined;
  gone: boolean;
}

interface Topic {
  members: Set<Member>;
  message: KpiMessage;
  curve: CurveMessage;
  /** When all members were last told. */
  spokeAt: number;
}

/**
 * Who watches what, and who still has to hear it. One pending value per client and scope, whatever the speed of changes:
 * a slow client costs nothing, skips values and never gets an old one after a newer.
 */
export function createHub({ clock, read, nextVersion }: HubOptions): Hub {
  const topics = new Map<string, Topic>();
  const members = new Set<Member>();

  function speak(scope: string): Topic | undefined {
    const state = read(scope);
    if (!state) return undefined;
    const version = nextVersion();
    const spoken = {
      message: { scope, version, at: new Date(state.at).toISOString(), values: state.values },
      curve: { scope, version, today: state.today, landing: state.landing },
    };
    const topic = topics.get(scope);
    return topic ? Object.assign(topic, spoken) : { ...spoken, members: new Set(), spokeAt: clock() };
  }

  function publish(scope: string): void {
    if (!topics.has(scope)) return;
    const topic = speak(scope);
    if (!topic) return;
    topic.spokeAt = clock();
    for (const member of topic.members) {
      member.pending.add(scope);
      pump(member);
    }
  }

  function pump(member: Member): void {
    const { client, pending } = member;
    for (const scope of pending) {
      const waiting = client.bufferedBytes();
      if (waiting > MAX_BYTES) return expel(member, 'too_slow');
      if (waiting > BUSY_BYTES) {
        member.busySince ??= clock();
        return;
      }
      pending.delete(scope);
      const topic = topics.get(scope);
      if (!topic) continue;
      member.busySince = undefined;
      for (const message of messagesOf(topic, member.scopes.get(scope) === true)) client.send(message);
    }
  }

  function expel(member: Member, reason: 'too_slow' | 'stuck'): void {
    leave(member);
    member.client.close(reason);
  }

  function leave(member: Member): void {
    if (member.gone) return;
    member.gone = true;
    members.delete(member);
    for (const scope of member.scopes.keys()) drop(member, scope);
    member.scopes.clear();
  }

  function drop(member: Member, scope: string): void {
    member.pending.delete(scope);
    const topic = topics.get(scope);
    topic?.members.delete(member);
    if (topic?.members.size === 0) topics.delete(scope);
  }

  return {
    join(client) {
      const member: Member = { client, scopes: new Map(), pending: new Set(), busySince: undefined, gone: false };
      members.add(member);
      return {
        subscribe(scope, { curve }) {
          const topic = member.gone ? undefined : speak(scope);
          if (!topic) return undefined;
          topics.set(scope, topic);
          topic.members.add(member);
          member.scopes.set(scope, curve);
          // The answer is the newest there is: whatever waited for this client is older.
          member.pending.delete(scope);
          if (curve) client.send({ kind: 'curve', message: topic.curve });
          return topic.message;
        },
        unsubscribe(scope) {
          if (member.scopes.delete(scope)) drop(member, scope);
        },
        drained: () => pump(member),
        leave: () => leave(member),
      };
    },
    changed(scopes) {
      for (const scope of scopes) publish(scope);
    },
    tick(fresh) {
      const now = clock();
      for (const member of members) {
        if (member.busySince !== undefined) pump(member);
        if (member.busySince !== undefined && now - member.busySince >= STUCK_MS) expel(member, 'stuck');
      }
      if (!fresh) return;
      for (const [scope, topic] of topics) if (now - topic.spokeAt >= SILENCE_MS) publish(scope);
    },
    watched: () => topics.size > 0,
    counts: () => ({ clients: members.size, scopes: topics.size }),
  };
}

function messagesOf(topic: Topic, curve: boolean): LiveMessage[] {
  const kpi: LiveMessage = { kind: 'kpi', message: topic.message };
  return curve ? [kpi, { kind: 'curve', message: topic.curve }] : [kpi];
}
