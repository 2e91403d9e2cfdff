import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import * as Y from 'yjs';
import { groupCommit } from '../group-commit.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import { createRooms } from '../registry.ts';
import { createTestClock, judgeFor, LEA, newMetrics, SCENARIO, silentLog, turn } from './fixtures.ts';
import type { JournalStore } from '../journal.ts';
import type { EntryJudge } from '../entry-judge.ts';
import type { DocumentRef, Joined, Limits, Rooms } from '../registry.ts';
import type { MemoryJournal } from '../memory-journal.ts';
import type { Member, Seat } from '../room.ts';
import type { TestClock } from './fixtures.ts';

export interface Received {
  readonly type: string;
  readonly payload: Uint8Array;
}

/** A member that writes down what it is told. */
export interface TestMember extends Member {
  readonly received: Received[];
  readonly closes: { code: number; reason: string }[];
}

export function aMember(changes: { user?: string; mayWrite?: boolean } = {}): TestMember {
  const id = changes.user ?? LEA;
  const received: Received[] = [];
  const closes: TestMember['closes'] = [];
  return {
    user: { id, name: `Name of ${id}` },
    sessionId: `session of ${id}`,
    mayWrite: changes.mayWrite ?? true,
    received,
    closes,
    send: (frame) => void received.push(read(frame)),
    close: (code, reason) => void closes.push({ code, reason: reason.code }),
  };
}

function read(frame: Uint8Array): Received {
  const decoder = createDecoder(frame);
  const type = readVarUint(decoder);
  const name =
    type === 0 ? (['step1', 'step2', 'update'][readVarUint(decoder)] ?? '?') : type === 100 ? 'ack' : 'awareness';
  return { type: name, payload: readVarUint8Array(decoder).slice() };
}

const frame = (types: readonly number[], payload: Uint8Array): Uint8Array => {
  const encoder = createEncoder();
  for (const type of types) writeVarUint(encoder, type);
  writeVarUint8Array(encoder, payload);
  return toUint8Array(encoder);
};
export const step1 = (doc: Y.Doc): Uint8Array => frame([0, 0], Y.encodeStateVector(doc));
export const step2 = (update: Uint8Array): Uint8Array => frame([0, 1], update);
export const update = (bytes: Uint8Array): Uint8Array => frame([0, 2], bytes);
export const awareness = (bytes: Uint8Array): Uint8Array => frame([1], bytes);
export const nothing = (): Uint8Array => step2(Y.encodeStateAsUpdate(new Y.Doc()));

export function docWith(...entries: unknown[]): Y.Doc {
  const doc = new Y.Doc();
  if (entries.length > 0) doc.getArray('edits').push(entries);
  return doc;
}
export const stateOf = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc);

export const typesOf = (member: TestMember): string[] => member.received.map(({ type }) => type);

export interface TestRooms {
  readonly rooms: Rooms;
  readonly journal: MemoryJournal;
  readonly clock: TestClock;
  join(member: Member, changes?: Partial<DocumentRef>): Promise<Joined>;
  /** Joins, exchanges the first steps with a new document, and forgets what was said. */
  seat(member: TestMember, changes?: Partial<DocumentRef>): Promise<Seat>;
  entries(document?: number): Promise<unknown[]>;
}

export function testRooms(
  options: {
    limits?: Partial<Limits>;
    store?: (journal: MemoryJournal) => JournalStore;
    epochOf?: () => number;
    judgeFor?: (ref: DocumentRef) => EntryJudge;
  } = {},
): TestRooms {
  const journal = createMemoryJournal();
  const clock = createTestClock();
  const rooms = createRooms({
    journal: groupCommit(options.store?.(journal) ?? journal),
    clock,
    metrics: newMetrics(),
    log: silentLog,
    judgeFor: async (ref) => options.judgeFor?.(ref) ?? judgeFor(ref.sheet),
    epochOf: async () => options.epochOf?.() ?? 1,
    ...(options.limits && { limits: options.limits }),
  });
  const refOf = (changes: Partial<DocumentRef> = {}): DocumentRef => ({
    document: 1,
    epoch: 1,
    scenario: SCENARIO,
    sheet: 'IDF',
    revision: 1,
    ...changes,
  });
  return {
    rooms,
    journal,
    clock,
    join: (member, changes) => rooms.join(refOf(changes), member),
    async seat(member, changes) {
      const joined = await rooms.join(refOf(changes), member);
      if (joined.kind !== 'joined') throw new Error(`could not join: ${joined.kind}`);
      joined.seat.receive(step1(new Y.Doc()));
      joined.seat.receive(nothing());
      await turn();
      member.received.length = 0;
      return joined.seat;
    },
    async entries(document = 1) {
      const doc = new Y.Doc();
      for (const { bytes } of journal.rows(document, 1)) Y.applyUpdate(doc, bytes);
      return doc.getArray('edits').toArray();
    },
  };
}
