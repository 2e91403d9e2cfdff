import { SYNC_CLOSE } from '../../shared/api/sync.ts';
import { createCommitter } from './committer.ts';
import { acknowledgementFrame, awarenessFrame, readFrame, step1Frame, step2Frame, updateFrame } from './frame.ts';
import { createRoomPresence } from './room-presence.ts';
import { createTokenBucket } from '../token-bucket.ts';
import type { Quota } from '../../shared/scenario/quota.ts';
import type { RefusalCode, SyncCloseCode, SyncCloseReason } from '../../shared/api/sync.ts';
import type { Log } from '../log.ts';
import type { Clock } from './clock.ts';
import type { EntryJudge } from './entry-judge.ts';
import type { Frame } from './frame.ts';
import type { Journal, Position, Snapshot } from './journal.ts';
import type { PresenceExchange } from './presence-exchange.ts';
import type { PresentUser } from './presence-state.ts';
import type { Replica } from './replica.ts';
import type { SyncMetrics } from './sync-metrics.ts';
import type { TokenBucket } from '../token-bucket.ts';

/** One connection, as its room sees it. Neither function throws. */
export interface Member {
  readonly user: PresentUser;
  readonly sessionId: string;
  readonly mayWrite: boolean;
  send(frame: Uint8Array): void;
  close(code: SyncCloseCode, reason: SyncCloseReason): void;
}

/** A member's place in a room. */
export interface Seat {
  receive(frame: Uint8Array): void;
  /** The connection is gone. What it sent before is still judged and kept. */
  leave(): void;
}

export interface RoomOptions {
  readonly document: number;
  readonly epoch: number;
  readonly root: string;
  /** Where this document carries presence: of which scenario, and how other servers hear of it. */
  readonly presence: { readonly scenario: string; readonly exchange: PresenceExchange | undefined } | undefined;
  readonly replica: Replica;
  readonly journal: Journal;
  readonly judgeEntry: EntryJudge;
  readonly quota: Quota;
  readonly clock: Clock;
  readonly metrics: SyncMetrics;
  readonly log: Log;
  /** The sheet was closed for writing, or its epoch ended, while people wrote: says which. */
  readonly whyClosed: () => Promise<'state' | 'epoch'>;
  /** The room can go on no longer; everybody was sent away. */
  readonly onEnd: () => void;
}

export interface Room {
  join(member: Member): Seat;
  members(): Iterable<Member>;
  size(): number;
  expel(member: Member, code: SyncCloseCode, reason: SyncCloseReason): void;
  /** Other servers may have written. */
  ring(): void;
  position(): Position;
  snapshot(): Snapshot;
  /** Settles what has come in, then sends everybody away. */
  end(code: SyncCloseCode, reason: SyncCloseReason): Promise<void>;
}

/** What the room knows of a member. */
interface Place {
  readonly member: Member;
  readonly bucket: TokenBucket;
  /** Questions of five bytes are answered with whole documents. */
  readonly questions: TokenBucket;
  /** Has our difference: receives every update from then on. */
  synced: boolean;
  /** Sent its difference: its updates join on to it. */
  greeted: boolean;
  /** Sent away: what it sent and was not judged yet counts no more. */
  expelled: boolean;
}

const PRESENCE_RATE = { perSecond: 40, burst: 80 };
/** An honest client asks once for the document and once for who is there. */
const QUESTION_RATE = { perSecond: 0.1, burst: 5 };

/**
 * One document and who is connected to it. Durable first: an update is in the journal before it is in the replica, before
 * any other member has it, and before its author is told that it is saved. Knows no socket, no database and no clock.
 */
export function createRoom(options: RoomOptions): Room {
  const { replica, clock, metrics } = options;
  const places = new Map<Member, Place>();
  /** The member each client id writes through. */
  const writers = new Map<number, Place>();
  const presence =
    options.presence &&
    createRoomPresence<Member>({
      ...options.presence,
      clock,
      send: (update) => tellAll(awarenessFrame(update)),
      onRefused: (member) => {
        const place = places.get(member);
        if (place) refuse(place, 'awareness');
      },
      onTakeover: (member) => expel(member, SYNC_CLOSE.conflict, { code: 'client' }),
    });

  const committer = createCommitter<Place>({
    ...options,
    userOf: ({ member }) => member.user.id,
    mayWrite: ({ member }) => member.mayWrite,
    isGone: (place) => place.expelled,
    onRefused: (place, { code, entry }) => refuse(place, code, entry),
    onAccepted: takeOver,
    onRow: (bytes, author) => broadcast(updateFrame(bytes), author),
    onDurable: (only) => acknowledge(only),
    onClosed: (why) => void end(why === 'epoch' ? SYNC_CLOSE.conflict : SYNC_CLOSE.rightsChanged, { code: why }),
    onFailed: () => void end(SYNC_CLOSE.loadFailed, { code: 'journal' }),
  });

  function join(member: Member): Seat {
    const place: Place = {
      member,
      bucket: createTokenBucket(PRESENCE_RATE, clock.now),
      questions: createTokenBucket(QUESTION_RATE, clock.now),
      synced: false,
      greeted: false,
      expelled: false,
    };
    places.set(member, place);
    member.send(step1Frame(replica.stateVector()));
    const present = presence?.everybody();
    if (present) member.send(awarenessFrame(present));
    return {
      receive(frame) {
        // What waits behind a frame that ended the connection costs nothing more.
        if (!place.expelled) receive(place, readFrame(frame));
      },
      leave: () => remove(place),
    };
  }

  function receive(place: Place, frame: Frame): void {
    metrics.frame(frame.kind);
    switch (frame.kind) {
      case 'step1':
        return place.questions.take() ? answerStep1(place, frame.stateVector) : exhaust(place);
      case 'step2':
        place.greeted = true;
        return submit(place, frame);
      case 'update':
        if (!place.member.mayWrite) return refuse(place, 'rights');
        // Typed before its step 2, which contains it.
        if (place.greeted) submit(place, frame);
        return;
      case 'awareness':
        return hear(place, frame.update);
      case 'queryAwareness':
        return place.questions.take() ? answerPresence(place) : exhaust(place);
      case 'refused':
        return refuse(place, frame.code);
    }
  }

  function submit(place: Place, frame: { kind: 'step2' | 'update'; update: Uint8Array }): void {
    if (!committer.push(place, frame)) exhaust(place);
  }

  function exhaust(place: Place): void {
    expel(place.member, SYNC_CLOSE.tooMany, { code: 'busy' });
  }

  function answerPresence({ member }: Place): void {
    member.send(awarenessFrame(presence?.everybody() ?? Uint8Array.of(0)));
  }

  function answerStep1(place: Place, stateVector: Uint8Array): void {
    let difference: Uint8Array;
    try {
      difference = replica.difference(stateVector);
    } catch {
      return refuse(place, 'malformed');
    }
    place.member.send(step2Frame(difference));
    place.synced = true;
    acknowledge(place);
  }

  function hear(place: Place, update: Uint8Array): void {
    const fast = !place.bucket.take();
    if (presence) return presence.hear(place.member, update, { early: !place.greeted, fast });
    // Echoed to its sender alone: y-websocket takes 30 s without a message for a dead connection.
    if (update.length <= 2048 && !fast) place.member.send(awarenessFrame(update));
  }

  /** A tab that connects again before its old connection was noticed to be dead: the new one goes on. */
  function takeOver(place: Place, client: number): void {
    const before = writers.get(client);
    if (places.has(place.member)) writers.set(client, place);
    if (before && before !== place && !before.expelled) {
      expel(before.member, SYNC_CLOSE.conflict, { code: 'client' });
    }
  }

  function broadcast(frame: Uint8Array, author: Place | undefined): void {
    for (const place of places.values()) if (place.synced && place !== author) place.member.send(frame);
  }

  /** Tells what is durable: everybody, or one who asked. */
  function acknowledge(only?: Place): void {
    const frame = acknowledgementFrame(replica.stateVector());
    if (only) return only.expelled ? undefined : only.member.send(frame);
    tellAll(frame);
  }

  function tellAll(frame: Uint8Array): void {
    for (const { member } of places.values()) member.send(frame);
  }

  function refuse(place: Place, code: RefusalCode, entry?: string): void {
    metrics.refused(code);
    options.log.warn({ document: options.document, user: place.member.user.id, code, entry }, 'a frame was refused');
    expel(place.member, SYNC_CLOSE.refused, { code, entry });
  }

  function expel(member: Member, code: SyncCloseCode, reason: SyncCloseReason): void {
    const place = places.get(member);
    if (!place) return;
    place.expelled = true;
    remove(place);
    member.close(code, reason);
  }

  function remove(place: Place): void {
    if (!places.delete(place.member)) return;
    for (const [client, writer] of writers) if (writer === place) writers.delete(client);
    presence?.leave(place.member);
  }

  async function end(code: SyncCloseCode, reason: SyncCloseReason): Promise<void> {
    options.onEnd();
    await committer.drain();
    for (const member of places.keys()) expel(member, code, reason);
    presence?.end();
    replica.destroy();
  }

  return {
    join,
    members: () => places.keys(),
    size: () => places.size,
    expel,
    ring: committer.ring,
    snapshot: replica.snapshot,
    position: () => ({ document: options.document, epoch: options.epoch, seq: replica.head() }),
    end,
  };
}
