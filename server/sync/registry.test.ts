import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { anEdit, LEA, MAX, turn } from './testing/fixtures.ts';
import { aMember, docWith, stateOf, step1, testRooms, typesOf, update } from './testing/member.ts';
import type { JournalStore } from './journal.ts';

describe('a document', () => {
  test('[S12] that cannot be loaded opens nothing, for nobody who waits, and opens when it can', async () => {
    let broken = true;
    const { join, seat } = testRooms({
      store: (journal): JournalStore => ({
        ...journal,
        load: async (document, epoch) => {
          await turn();
          if (broken) throw new Error('no connection');
          return journal.load(document, epoch);
        },
      }),
    });
    const answers = await Promise.all([join(aMember()), join(aMember())]);
    expect(answers.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
    broken = false;
    await seat(aMember());
  });

  test('is read once, however many come while it loads', async () => {
    let loads = 0;
    const { join } = testRooms({
      store: (journal): JournalStore => ({
        ...journal,
        load: async (document, epoch) => {
          loads++;
          await turn();
          return journal.load(document, epoch);
        },
      }),
    });
    await Promise.all(Array.from({ length: 20 }, () => join(aMember())));
    expect(loads).toBe(1);
  });

  test('nobody has open is put away after a while, with a snapshot when it is long, and opens as it was', async () => {
    const { rooms, seat, clock, journal, join } = testRooms({ limits: { idleMs: 1_000 } });
    const from = await seat(aMember());
    const doc = new Y.Doc();
    doc.on('update', (bytes: Uint8Array) => from.receive(update(bytes)));
    for (let n = 1; n <= 250; n++) doc.getArray('edits').push([anEdit(n)]);
    await turn(20);
    from.leave();
    clock.advance(999);
    expect(rooms.count()).toEqual({ rooms: 1, connections: 0 });
    clock.advance(1);
    await turn();
    expect(rooms.count()).toEqual({ rooms: 0, connections: 0 });
    expect((await journal.load(1, 1)).snapshot?.seq).toBe(250);
    const late = aMember();
    const joined = await join(late);
    if (joined.kind !== 'joined') throw new Error(joined.kind);
    joined.seat.receive(step1(new Y.Doc()));
    const copy = new Y.Doc();
    Y.applyUpdate(copy, late.received.find(({ type }) => type === 'step2')!.payload);
    expect(copy.getArray('edits').length).toBe(250);
    // Client ids stay bound to their users over a snapshot.
    const other = aMember({ user: MAX });
    const forger = await seat(other);
    const before = Y.encodeStateVector(doc);
    doc.getArray('edits').push([anEdit(900, { by: MAX })]);
    forger.receive(update(Y.encodeStateAsUpdate(doc, before)));
    await turn();
    expect(other.closes).toEqual([{ code: 4403, reason: 'client' }]);
  });

  test('is full at its limit', async () => {
    const { join } = testRooms({ limits: { perRoom: 2 } });
    const kinds = [];
    for (let n = 0; n < 3; n++) kinds.push((await join(aMember())).kind);
    expect(kinds).toEqual(['joined', 'joined', 'full']);
  });

  test('[S5] whose sheet was submitted meanwhile sends everybody to be judged again, and of a new epoch to start anew', async () => {
    for (const [epoch, code] of [
      [1, 4205],
      [2, 4409],
    ] as const) {
      const { seat, journal, entries } = testRooms({ epochOf: () => epoch });
      const [lea, max] = [aMember(), aMember({ user: MAX })];
      const from = await seat(lea);
      await seat(max);
      journal.close(1);
      from.receive(update(stateOf(docWith(anEdit(1)))));
      await turn();
      expect([lea.closes[0]?.code, max.closes[0]?.code]).toEqual([code, code]);
      expect(await entries()).toEqual([]);
    }
  });

  test('[S15] whose epoch is over ends with 4409 for those who only read, and is open in the next one', async () => {
    const { rooms, seat, journal, entries } = testRooms();
    const [lea, max] = [aMember(), aMember({ user: MAX })];
    const from = await seat(lea);
    await seat(max);
    from.receive(update(stateOf(docWith(anEdit(1)))));
    await turn();
    expect(rooms.occupied()).toEqual([1]);
    const carry = () => ({ settledBefore: 0, rows: [{ ...journal.rows(1, 1)[0]!, from: 1 }], snapshot: undefined });
    expect(await journal.rebuild(1, 1, carry)).toBe('begun');
    await seat(aMember(), { epoch: 2 });
    await rooms.catchUp();
    await turn();
    expect([lea.closes, max.closes]).toEqual([[{ code: 4409, reason: 'epoch' }], [{ code: 4409, reason: 'epoch' }]]);
    expect(rooms.count()).toEqual({ rooms: 1, connections: 1 });
    expect(await entries()).toEqual([anEdit(1)]);
  });

  test('whose journal fails is tried again, and given up after a while with 4500', async () => {
    let failing = true;
    const { seat, clock, entries, rooms } = testRooms({
      store: (journal): JournalStore => ({
        ...journal,
        appendAll: async (batches) => {
          if (failing) throw new Error('no connection');
          return journal.appendAll(batches);
        },
        readAfter: async (position) => {
          if (failing) throw new Error('no connection');
          return journal.readAfter(position);
        },
      }),
    });
    const lea = aMember();
    const from = await seat(lea);
    from.receive(update(stateOf(docWith(anEdit(1)))));
    for (let round = 0; round < 5; round++) {
      await turn();
      clock.advance(500);
    }
    failing = false;
    for (let round = 0; round < 5; round++) {
      await turn();
      clock.advance(1_000);
    }
    expect(await entries()).toEqual([anEdit(1)]);
    expect(typesOf(lea)).toContain('ack');
    failing = true;
    from.receive(update(stateOf(docWith(anEdit(2)))));
    for (let round = 0; round < 40; round++) {
      await turn();
      clock.advance(1_000);
    }
    expect(lea.closes).toEqual([{ code: 4500, reason: 'journal' }]);
    expect(rooms.count().rooms).toBe(0);
  });

  test('[S3] is settled before a stop: what came in is durable, acknowledged, and then everybody is closed', async () => {
    const { rooms, seat, entries } = testRooms();
    const lea = aMember();
    const from = await seat(lea);
    from.receive(update(stateOf(docWith(anEdit(1)))));
    await rooms.stop(4500, { code: 'stopping' });
    expect(await entries()).toEqual([anEdit(1)]);
    expect(typesOf(lea)).toEqual(['ack']);
    expect(lea.closes).toEqual([{ code: 4500, reason: 'stopping' }]);
  });
});

describe('closeFor', () => {
  test('ends the connections it names and no others; what they sent and was not judged counts no more', async () => {
    const { rooms, seat, entries } = testRooms();
    const [lea, max] = [aMember(), aMember({ user: MAX })];
    const from = await seat(lea);
    await seat(max);
    from.receive(update(stateOf(docWith(anEdit(1)))));
    expect(rooms.closeFor(({ user }) => user === LEA, 4401, { code: 'session' })).toBe(1);
    await turn();
    expect(lea.closes).toEqual([{ code: 4401, reason: 'session' }]);
    expect(max.closes).toEqual([]);
    expect(await entries()).toEqual([]);
  });
});
