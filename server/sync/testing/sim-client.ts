import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, length, toUint8Array, writeVarUint } from 'lib0/encoding';
import { messageYjsSyncStep2, readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { SYNC_CLOSE } from '../../../shared/api/sync.ts';
import type { Member, Seat } from '../room.ts';
import type { DocumentRef, Rooms } from '../registry.ts';
import type { PresentUser } from '../presence-state.ts';

export interface SimClient {
  readonly user: PresentUser;
  readonly doc: () => Y.Doc;
  /** Ids of entries the server called durable. */
  readonly durable: ReadonlySet<string>;
  readonly closes: readonly number[];
  /** Every entry seen, over all documents it had: what its engine computes from. */
  readonly known: ReadonlyMap<string, Record<string, unknown>>;
  connected(): boolean;
  /** @param epoch of the document at this moment; a document of another one is told so */
  connect(rooms: Rooms, epoch: number): void;
  /** The network goes away; what is on its way is lost. */
  drop(): void;
  append(entries: readonly Record<string, unknown>[]): void;
  /** Lets one message through, in one direction; false when none waits. */
  deliver(direction: 'up' | 'down'): boolean;
  /** Entries written here and not yet called durable. */
  unsaved(): readonly Record<string, unknown>[];
}

interface Link {
  readonly up: Uint8Array[];
  readonly down: Uint8Array[];
  seat: Seat | undefined;
  joining: Promise<void>;
  closed: number | undefined;
  open: boolean;
}

/**
 * An honest client: a real Y.Doc behind real y-protocols encoders, doing what y-websocket does, over a network whose every
 * message the test lets through or loses.
 */
export function createSimClient(ref: DocumentRef, user: PresentUser, root = 'edits'): SimClient {
  const durable = new Set<string>();
  const closes: number[] = [];
  const known = new Map<string, Record<string, unknown>>();
  let written: { entry: Record<string, unknown>; client: number; clock: number }[] = [];
  /** Written before the document was replaced; appended again once it is known what the server has. */
  let carried: Record<string, unknown>[] = [];
  let link: Link | undefined;
  /** Of the document; undefined for an empty one. */
  let epochHere: number | undefined;
  let doc = newDoc();

  function newDoc(): Y.Doc {
    const fresh = new Y.Doc();
    fresh.getArray<Record<string, unknown>>(root).observe(({ target }) => {
      for (const entry of target.toArray()) known.set(String(entry['id']), entry);
    });
    fresh.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && link?.open) link.up.push(syncMessage((encoder) => writeUpdate(encoder, update)));
    });
    return fresh;
  }

  function receive(target: Link, bytes: Uint8Array): void {
    const decoder = createDecoder(bytes);
    const type = readVarUint(decoder);
    if (type === 100) return settle(Y.decodeStateVector(readVarUint8Array(decoder)));
    if (type !== 0) return;
    const encoder = createEncoder();
    writeVarUint(encoder, 0);
    const step = readSyncMessage(decoder, encoder, doc, 'server', (error) => {
      throw error;
    });
    if (length(encoder) > 1) target.up.push(toUint8Array(encoder));
    if (step === messageYjsSyncStep2) bringCarried();
  }

  function bringCarried(): void {
    const here = new Set(listed().map(({ id }) => id));
    const missing = carried.filter(({ id }) => !here.has(id));
    // The server has nothing that is not durable.
    for (const { id } of carried) if (here.has(id)) durable.add(String(id));
    carried = [];
    post(missing);
  }

  const listed = (): Record<string, unknown>[] => doc.getArray<Record<string, unknown>>(root).toArray();

  function post(entries: readonly Record<string, unknown>[]): void {
    if (entries.length === 0) return;
    const before = Y.getState(doc.store, doc.clientID);
    written.push(...entries.map((entry, index) => ({ entry, client: doc.clientID, clock: before + index + 1 })));
    doc.transact(() => doc.getArray(root).push([...entries]));
  }

  function settle(clocks: Map<number, number>): void {
    written = written.filter(({ entry, client, clock }) => {
      if ((clocks.get(client) ?? 0) < clock) return true;
      durable.add(String(entry['id']));
      return false;
    });
  }

  /** After 4409 the document is dropped; entries the server may have kept are written again if it has not. */
  function onClose(target: Link, code: number): void {
    target.open = false;
    closes.push(code);
    if (link === target) link = undefined;
    if (code !== SYNC_CLOSE.conflict) return;
    carried = [...carried, ...written.map(({ entry }) => entry)];
    written = [];
    doc.destroy();
    doc = newDoc();
    epochHere = undefined;
  }

  return {
    user,
    doc: () => doc,
    durable,
    closes,
    known,
    connected: () => link?.open === true,
    connect(rooms, epoch) {
      const target: Link = {
        up: [],
        down: [],
        seat: undefined,
        joining: Promise.resolve(),
        closed: undefined,
        open: true,
      };
      link = target;
      target.up.push(syncMessage((encoder) => writeSyncStep1(encoder, doc)));
      const member: Member = {
        user,
        sessionId: user.id,
        mayWrite: true,
        // A close is seen after everything that was sent before it.
        send: (frame) => void (target.closed === undefined && target.down.push(frame.slice())),
        close: (code) => {
          target.closed ??= code;
        },
      };
      if (epochHere !== undefined && epochHere !== epoch) {
        target.closed = SYNC_CLOSE.conflict;
        return;
      }
      epochHere = epoch;
      target.joining = rooms.join({ ...ref, epoch }, member).then((joined) => {
        if (joined.kind !== 'joined') target.closed ??= 4500;
        else if (target.open) target.seat = joined.seat;
        else joined.seat.leave();
      });
    },
    drop() {
      if (!link) return;
      link.open = false;
      link.seat?.leave();
      link = undefined;
    },
    append(entries) {
      // An empty document is not written in before it is known what the server has.
      if (carried.length > 0) carried.push(...entries);
      else post(entries);
    },
    deliver(direction) {
      const target = link;
      if (!target?.open) return false;
      if (direction === 'up') {
        const bytes = target.seat && target.up.shift();
        if (!bytes) return false;
        target.seat?.receive(bytes);
        return true;
      }
      const bytes = target.down.shift();
      if (bytes) receive(target, bytes);
      else if (target.closed !== undefined) onClose(target, target.closed);
      else return false;
      return true;
    },
    unsaved: () => [...carried, ...written.map(({ entry }) => entry)],
  };
}

function syncMessage(write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 0);
  write(encoder);
  return toUint8Array(encoder);
}
