import { COMMONS, rootOf } from '../../shared/scenario/document.ts';
import { QUOTA } from '../../shared/scenario/quota.ts';
import { SYNC_CLOSE } from '../../shared/api/sync.ts';
import { createReplica } from './replica.ts';
import { createRoom } from './room.ts';
import type { Quota } from '../../shared/scenario/quota.ts';
import type { SyncCloseCode, SyncCloseReason } from '../../shared/api/sync.ts';
import type { Log } from '../log.ts';
import type { Clock } from './clock.ts';
import type { EntryJudge } from './entry-judge.ts';
import type { Journal } from './journal.ts';
import type { PresenceExchange } from './presence-exchange.ts';
import type { Member, Room, Seat } from './room.ts';
import type { SyncMetrics } from './sync-metrics.ts';

/** A document, parsed once from the path it was asked for by. */
export interface DocumentRef {
  readonly document: number;
  readonly epoch: number;
  readonly scenario: string;
  readonly sheet: string;
  /** Of the scenario's model, which entries are judged by. */
  readonly revision: number;
}

/** Whom a closing concerns. */
export interface Connection {
  readonly scenario: string;
  readonly sheet: string;
  readonly user: string;
  readonly session: string;
  readonly mayWrite: boolean;
  /** The revision of the model it was admitted with. */
  readonly revision: number;
}

export type Joined = { readonly kind: 'joined'; readonly seat: Seat } | { readonly kind: 'full' | 'failed' };

export interface RoomsOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly metrics: SyncMetrics;
  readonly log: Log;
  /** By the revision of the reference, or a newer one. */
  readonly judgeFor: (ref: DocumentRef) => Promise<EntryJudge>;
  /** The epoch of a document now; undefined where it is gone. */
  readonly epochOf: (document: number) => Promise<number | undefined>;
  readonly limits?: Partial<Limits>;
  /** Tells other servers who is where; absent where there is one. */
  readonly exchange?: PresenceExchange | undefined;
}

export interface Limits {
  readonly connections: number;
  readonly perRoom: number;
  readonly perUser: number;
  readonly idleMs: number;
  readonly quota: Quota;
}

const LIMITS: Limits = { connections: 10_000, perRoom: 300, perUser: 300, idleMs: 30_000, quota: QUOTA };
/** Rows read one by one at a load before the next unload writes a snapshot. */
const SNAPSHOT_AFTER = 200;

export interface Rooms {
  /** Loads the document when nobody had it open. Never rejects. */
  join(ref: DocumentRef, member: Member): Promise<Joined>;
  /** Closes every connection the predicate names; says how many. */
  closeFor(predicate: (connection: Connection) => boolean, code: SyncCloseCode, reason: SyncCloseReason): number;
  /** Reads what other servers wrote, for all open documents at once, and ends those whose epoch is over. */
  catchUp(): Promise<void>;
  /** Documents somebody is connected to. */
  occupied(): number[];
  /** The oldest revision that somebody was admitted with, by scenario. */
  revisions(): ReadonlyMap<string, number>;
  count(): { rooms: number; connections: number };
  /** Settles and closes everything; takes nothing more. */
  stop(code: SyncCloseCode, reason: SyncCloseReason): Promise<void>;
}

interface Open {
  readonly ref: DocumentRef;
  readonly room: Room;
  /** The last row a snapshot holds. */
  readonly snapshotSeq: number;
  judge: { readonly revision: number; readonly judgeEntry: EntryJudge };
  cancelUnload: () => void;
}

export function createRooms(options: RoomsOptions): Rooms {
  const { journal, clock, log } = options;
  const limits: Limits = { ...LIMITS, ...options.limits };
  /** A document is loaded once, however many ask while it loads. */
  const opening = new Map<string, Promise<Open>>();
  const open = new Map<string, Open>();
  /** Rooms on their way out. */
  const ending = new Set<Promise<void>>();
  const admitted = new WeakMap<Member, number>();
  let stopped = false;

  const keyOf = ({ document, epoch }: DocumentRef): string => `${document}/${epoch}`;

  async function join(ref: DocumentRef, member: Member): Promise<Joined> {
    if (stopped || isFull(ref, member)) return { kind: 'full' };
    let entry: Open;
    try {
      entry = open.get(keyOf(ref)) ?? (await load(ref));
      if (entry.judge.revision < ref.revision) await judgeAnew(entry, ref);
    } catch (error) {
      log.error({ err: error, document: ref.document }, 'a document could not be loaded');
      return { kind: 'failed' };
    }
    // It may have filled, or ended, while it loaded.
    if (stopped || isFull(ref, member)) return { kind: 'full' };
    if (open.get(keyOf(ref)) !== entry) return { kind: 'failed' };
    entry.cancelUnload();
    admitted.set(member, ref.revision);
    const seat = entry.room.join(member);
    return { kind: 'joined', seat: { receive: seat.receive, leave: () => leave(entry, seat) } };
  }

  /** Another server, or this one, changed the model: a newcomer may write what the room does not know yet. */
  async function judgeAnew(entry: Open, ref: DocumentRef): Promise<void> {
    const judgeEntry = await options.judgeFor(ref);
    if (entry.judge.revision < ref.revision) entry.judge = { revision: ref.revision, judgeEntry };
  }

  function isFull(ref: DocumentRef, member: Member): boolean {
    let connections = 0;
    let own = 0;
    for (const { room } of open.values()) {
      connections += room.size();
      for (const other of room.members()) if (other.user.id === member.user.id) own++;
    }
    const here = open.get(keyOf(ref))?.room.size() ?? 0;
    return connections >= limits.connections || own >= limits.perUser || here >= limits.perRoom;
  }

  function load(ref: DocumentRef): Promise<Open> {
    const key = keyOf(ref);
    const known = opening.get(key);
    if (known) return known;
    const loading = loadRoom(ref).finally(() => opening.delete(key));
    opening.set(key, loading);
    return loading;
  }

  async function loadRoom(ref: DocumentRef): Promise<Open> {
    const [judgeEntry, loaded] = await Promise.all([options.judgeFor(ref), journal.load(ref.document, ref.epoch)]);
    const root = rootOf(ref.sheet);
    const room: Room = createRoom({
      document: ref.document,
      epoch: ref.epoch,
      root,
      presence: ref.sheet === COMMONS ? { scenario: ref.scenario, exchange: options.exchange } : undefined,
      replica: createReplica(root, loaded),
      journal,
      judgeEntry: (value, user) => entry.judge.judgeEntry(value, user),
      quota: limits.quota,
      clock,
      metrics: options.metrics,
      log,
      whyClosed: async () => ((await options.epochOf(ref.document)) === ref.epoch ? 'state' : 'epoch'),
      onEnd: () => {
        if (open.get(keyOf(ref)) === entry) open.delete(keyOf(ref));
        entry.cancelUnload();
      },
    });
    const entry: Open = {
      ref,
      room,
      snapshotSeq: loaded.snapshot?.seq ?? 0,
      judge: { revision: ref.revision, judgeEntry },
      cancelUnload: () => {},
    };
    open.set(keyOf(ref), entry);
    scheduleUnload(entry);
    return entry;
  }

  function leave(entry: Open, seat: Seat): void {
    seat.leave();
    if (entry.room.size() === 0 && open.get(keyOf(entry.ref)) === entry) scheduleUnload(entry);
  }

  function scheduleUnload(entry: Open): void {
    entry.cancelUnload();
    entry.cancelUnload = clock.after(limits.idleMs, () => {
      if (entry.room.size() > 0 || open.get(keyOf(entry.ref)) !== entry) return;
      track(unload(entry));
    });
  }

  async function unload(entry: Open): Promise<void> {
    const { document, epoch } = entry.ref;
    const rows = entry.room.position().seq - entry.snapshotSeq;
    const snapshot = rows > SNAPSHOT_AFTER ? entry.room.snapshot() : undefined;
    await entry.room.end(SYNC_CLOSE.loadFailed, { code: 'unloaded' });
    if (!snapshot) return;
    // Only spares the next load some reading.
    await journal.saveSnapshot(document, epoch, snapshot).catch((error: unknown) => {
      log.warn({ err: error, document }, 'a snapshot was not written');
    });
  }

  function track(work: Promise<void>): void {
    ending.add(work);
    void work.finally(() => ending.delete(work));
  }

  async function catchUp(): Promise<void> {
    if (open.size === 0) return;
    const entries = [...open.values()];
    const heads = await journal.heads(entries.map(({ room }) => room.position()));
    for (const [index, { room }] of entries.entries()) {
      const head = heads[index] ?? 0;
      if (head === 'ended') track(room.end(SYNC_CLOSE.conflict, { code: 'epoch' }));
      else if (head > room.position().seq) room.ring();
    }
  }

  return {
    join,
    catchUp,
    closeFor(predicate, code, reason) {
      let closed = 0;
      for (const entry of open.values()) {
        for (const member of entry.room.members()) {
          const revision = admitted.get(member) ?? 0;
          if (!predicate({ ...connectionOf(entry.ref, member), revision })) continue;
          entry.room.expel(member, code, reason);
          closed++;
        }
      }
      return closed;
    },
    occupied: () => [...open.values()].filter(({ room }) => room.size() > 0).map(({ ref }) => ref.document),
    revisions() {
      const oldest = new Map<string, number>();
      for (const { ref, room } of open.values()) {
        for (const member of room.members()) {
          const revision = admitted.get(member) ?? 0;
          oldest.set(ref.scenario, Math.min(revision, oldest.get(ref.scenario) ?? revision));
        }
      }
      return oldest;
    },
    count: () => ({ rooms: open.size, connections: [...open.values()].reduce((n, { room }) => n + room.size(), 0) }),
    async stop(code, reason) {
      stopped = true;
      await Promise.allSettled(opening.values());
      for (const { room } of open.values()) track(room.end(code, reason));
      await Promise.allSettled(ending);
    },
  };
}

function connectionOf(
  { scenario, sheet }: DocumentRef,
  { user, sessionId, mayWrite }: Member,
): Omit<Connection, 'revision'> {
  return { scenario, sheet, user: user.id, session: sessionId, mayWrite };
}
