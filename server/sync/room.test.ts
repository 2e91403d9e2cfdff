import * as Y from 'yjs';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { describe, expect, test } from 'vitest';
import { anEdit, entryId, LEA, MAX, turn } from './testing/fixtures.ts';
import {
  aMember,
  awareness,
  docWith,
  nothing,
  stateOf,
  step1,
  step2,
  testRooms,
  typesOf,
  update,
} from './testing/member.ts';
import type { JournalStore } from './journal.ts';

describe('a newcomer', () => {
  test('[S3] is asked for what it has, told what there is, and what of it is durable, also of an empty document', async () => {
    const { join } = testRooms();
    const member = aMember();
    const joined = await join(member);
    if (joined.kind !== 'joined') throw new Error(joined.kind);
    joined.seat.receive(step1(new Y.Doc()));
    joined.seat.receive(nothing());
    await turn();
    expect(typesOf(member)).toEqual(['step1', 'step2', 'ack', 'ack']);
    expect(member.received.at(-1)?.payload).toEqual(Uint8Array.of(0));
  });

  test('[S9] what it typed before its step 2 is dropped unread, since the step 2 holds it', async () => {
    const { join, entries } = testRooms();
    const member = aMember();
    const joined = await join(member);
    if (joined.kind !== 'joined') throw new Error(joined.kind);
    const doc = docWith(anEdit(1));
    const early = stateOf(doc);
    doc.getArray('edits').push([anEdit(2)]);
    joined.seat.receive(update(Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(early))));
    joined.seat.receive(step2(stateOf(doc)));
    await turn();
    expect(member.closes).toEqual([]);
    expect(await entries()).toEqual([anEdit(1), anEdit(2)]);
  });
});

describe('questions', () => {
  test.each([
    ['for the document', step1(new Y.Doc()), 'step2'],
    ['for who is there', Uint8Array.of(3), 'awareness'],
  ])('a flood of questions %s is answered a few times and ends the connection', async (_name, question, answer) => {
    const { seat } = testRooms();
    const member = aMember({ mayWrite: false });
    const from = await seat(member);
    for (let asked = 0; asked < 1_000; asked++) from.receive(question);
    expect(typesOf(member).filter((type) => type === answer).length).toBeLessThanOrEqual(5);
    expect(member.closes).toEqual([{ code: 4503, reason: 'busy' }]);
  });

  test('presence on a sheet, where nobody hears it, is echoed at the pace of presence only', async () => {
    const { seat } = testRooms();
    const member = aMember();
    const from = await seat(member);
    for (let said = 0; said < 1_000; said++) from.receive(awareness(Uint8Array.of(0)));
    expect(typesOf(member).length).toBeLessThanOrEqual(80);
    expect(member.closes).toEqual([]);
  });
});

describe('an edit', () => {
  test('[S3] reaches the others only after the commit, its author never, and then everybody knows that it is durable', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { seat } = testRooms({
      store: (journal): JournalStore => ({
        ...journal,
        appendAll: async (batches) => {
          await held;
          return journal.appendAll(batches);
        },
      }),
    });
    const [lea, max] = [aMember(), aMember({ user: MAX })];
    const from = await seat(lea);
    await seat(max);
    const doc = docWith(anEdit(1));
    from.receive(update(stateOf(doc)));
    await turn(10);
    expect(typesOf(max)).toEqual([]);
    expect(typesOf(lea)).toEqual([]);
    release();
    await turn();
    expect(typesOf(max)).toEqual(['update', 'ack']);
    expect(typesOf(lea)).toEqual(['ack']);
    expect(Y.decodeStateVector(lea.received[0]!.payload)).toEqual(new Map([[doc.clientID, 1]]));
  });

  test('[S3] that was received is kept although its author has left', async () => {
    const { seat, entries } = testRooms();
    const from = await seat(aMember());
    from.receive(update(stateOf(docWith(anEdit(1)))));
    from.leave();
    await turn();
    expect(await entries()).toEqual([anEdit(1)]);
  });

  test('many at once share few commits', async () => {
    let commits = 0;
    const { seat, entries } = testRooms({
      store: (journal): JournalStore => ({
        ...journal,
        appendAll: async (batches) => {
          commits++;
          await turn();
          return journal.appendAll(batches);
        },
      }),
    });
    const from = await seat(aMember());
    const doc = new Y.Doc();
    doc.on('update', (bytes: Uint8Array) => from.receive(update(bytes)));
    for (let n = 1; n <= 300; n++) doc.getArray('edits').push([anEdit(n)]);
    await turn(40);
    expect((await entries()).length).toBe(300);
    expect(commits).toBeLessThanOrEqual(3);
  });
});

describe('a reader', () => {
  test('[S11] gets everything, may say what is known, and is closed by an update or by news', async () => {
    const { seat, entries } = testRooms();
    const writer = await seat(aMember());
    const known = docWith(anEdit(1));
    writer.receive(update(stateOf(known)));
    await turn();
    const readers = [1, 2].map(() => aMember({ user: MAX, mayWrite: false }));
    const seats = await Promise.all(readers.map((member) => seat(member)));
    seats[0]!.receive(step2(stateOf(known)));
    await turn();
    expect(readers[0]!.closes).toEqual([]);
    const news = docWith(anEdit(2, { by: MAX }));
    seats[0]!.receive(step2(stateOf(news)));
    seats[1]!.receive(update(stateOf(known)));
    await turn();
    expect(readers.map(({ closes }) => closes)).toEqual([
      [{ code: 4403, reason: 'rights' }],
      [{ code: 4403, reason: 'rights' }],
    ]);
    expect(await entries()).toEqual([anEdit(1)]);
  });
});

describe('a client id', () => {
  test('[S8] of somebody else is refused, and his next edit is safe', async () => {
    const { seat, entries } = testRooms();
    const [lea, max] = [aMember(), aMember({ user: MAX })];
    const [fromLea, fromMax] = [await seat(lea), await seat(max)];
    const doc = docWith(anEdit(1));
    fromLea.receive(update(stateOf(doc)));
    await turn();
    const forged = new Y.Doc();
    forged.clientID = doc.clientID;
    Y.applyUpdate(forged, stateOf(doc));
    forged.clientID = doc.clientID;
    forged.getArray('edits').push([anEdit(2, { by: MAX })]);
    fromMax.receive(update(Y.encodeStateAsUpdate(forged, Y.encodeStateVector(doc))));
    await turn();
    expect(max.closes).toEqual([{ code: 4403, reason: 'client' }]);
    const before = Y.encodeStateVector(doc);
    doc.getArray('edits').push([anEdit(3)]);
    fromLea.receive(update(Y.encodeStateAsUpdate(doc, before)));
    await turn();
    expect(await entries()).toEqual([anEdit(1), anEdit(3)]);
  });

  test('[S8] on a newer connection of the same user goes on there, and the old one closes 4409', async () => {
    const { seat, entries } = testRooms();
    const [old, fresh] = [aMember(), aMember()];
    const [fromOld, fromFresh] = [await seat(old), await seat(fresh)];
    const doc = docWith(anEdit(1));
    fromOld.receive(update(stateOf(doc)));
    await turn();
    const before = Y.encodeStateVector(doc);
    doc.getArray('edits').push([anEdit(2)]);
    fromFresh.receive(update(Y.encodeStateAsUpdate(doc, before)));
    await turn();
    expect(old.closes).toEqual([{ code: 4409, reason: 'client' }]);
    expect(fresh.closes).toEqual([]);
    expect((await entries()).length).toBe(2);
  });
});

describe('a violation', () => {
  test('[S6] ends its connection and nothing else: what others sent in the same turn is kept', async () => {
    const { seat, entries } = testRooms();
    const [good, bad] = [aMember(), aMember({ user: MAX })];
    const [fromGood, fromBad] = [await seat(good), await seat(bad)];
    fromBad.receive(update(stateOf(docWith(anEdit(1, { by: LEA })))));
    fromGood.receive(update(stateOf(docWith(anEdit(2)))));
    fromBad.receive(update(stateOf(docWith(anEdit(3, { by: MAX })))));
    await turn();
    expect(bad.closes).toEqual([{ code: 4403, reason: 'author' }]);
    expect(good.closes).toEqual([]);
    expect(await entries()).toEqual([anEdit(2)]);
  });

  test.each([
    ['message', Uint8Array.of(100, 1, 0)],
    ['message', Uint8Array.of(2, 0)],
    ['malformed', Uint8Array.of()],
    ['malformed', Uint8Array.of(0, 0, 200)],
    ['malformed', Uint8Array.of(3, 1)],
    ['malformed', Uint8Array.of(0, 0, 2, 9, 9)],
  ])('%s is told by its code', async (code, frame) => {
    const { seat } = testRooms();
    const member = aMember();
    (await seat(member)).receive(frame);
    await turn();
    expect(member.closes).toEqual([{ code: 4403, reason: code }]);
  });
});

describe('awareness', () => {
  function speaker(cell: string): { awareness: Awareness; frame: () => Uint8Array } {
    const own = new Awareness(new Y.Doc());
    own.setLocalState({ cell });
    return { awareness: own, frame: () => awareness(encodeAwarenessUpdate(own, [own.clientID])) };
  }

  test('[S10] in a sheet comes back to its sender and reaches nobody else', async () => {
    const { seat, clock } = testRooms();
    const [lea, max] = [aMember(), aMember({ user: MAX })];
    const from = await seat(lea);
    await seat(max);
    const speech = speaker('a');
    from.receive(speech.frame());
    clock.advance(1_000);
    expect([typesOf(lea), typesOf(max)]).toEqual([['awareness'], []]);
    speech.awareness.destroy();
  });

  test('[S10] in the commons reaches everybody, many changes as one, and newcomers and the end of a connection too', async () => {
    const { seat, clock, join } = testRooms();
    const commons = { document: 9, sheet: 'commons' };
    const [lea, max] = [aMember(), aMember({ user: MAX })];
    const from = await seat(lea, commons);
    await seat(max, commons);
    const speech = speaker('a');
    for (const cell of ['a', 'b', 'c']) {
      speech.awareness.setLocalStateField('cell', cell);
      from.receive(speech.frame());
    }
    clock.advance(100);
    expect([typesOf(lea), typesOf(max)]).toEqual([['awareness'], ['awareness']]);
    const late = aMember();
    await join(late, commons);
    expect(typesOf(late)).toEqual(['step1', 'awareness']);
    from.leave();
    clock.advance(100);
    expect(typesOf(max)).toEqual(['awareness', 'awareness']);
    speech.awareness.destroy();
  });

  test('[S10] a flood is heard at its end, a few times a second', async () => {
    const { seat, clock } = testRooms();
    const commons = { document: 9, sheet: 'commons' };
    const [lea, max] = [aMember(), aMember({ user: MAX })];
    const from = await seat(lea, commons);
    await seat(max, commons);
    const speech = speaker('0');
    for (let n = 1; n <= 1_000; n++) {
      speech.awareness.setLocalStateField('cell', String(n));
      from.receive(speech.frame());
    }
    clock.advance(1_000);
    expect(lea.closes).toEqual([]);
    expect(typesOf(max)).toEqual(['awareness']);
    expect(new TextDecoder().decode(max.received[0]?.payload)).toContain('"cell":"1000"');
    speech.awareness.destroy();
  });
});

test('an entry id that is there already is refused in a later update too', async () => {
  const { seat, entries } = testRooms();
  const [lea, max] = [aMember(), aMember({ user: MAX })];
  const [fromLea, fromMax] = [await seat(lea), await seat(max)];
  fromLea.receive(update(stateOf(docWith(anEdit(1)))));
  await turn();
  fromMax.receive(update(stateOf(docWith({ ...anEdit(1), by: MAX, at: 1 }))));
  await turn();
  expect(max.closes).toEqual([{ code: 4403, reason: 'duplicate' }]);
  expect((await entries()).map((entry) => (entry as { id: string }).id)).toEqual([entryId(1)]);
});

describe('who sends a lot', () => {
  const usersOf = (journal: { rows(document: number, epoch: number): readonly { user: string }[] }): string[] =>
    journal.rows(1, 1).map(({ user }) => user);
  const note = 'n'.repeat(1_800);

  test('waits for himself: a colleague’s entry comes between', async () => {
    const { seat, journal } = testRooms();
    const lea = await seat(aMember());
    const max = await seat(aMember({ user: MAX }));
    const doc = new Y.Doc();
    doc.on('update', (bytes: Uint8Array) => lea.receive(update(bytes)));
    for (let sent = 0; sent < 20; sent++) {
      const many = Array.from({ length: 100 }, (_, n) => anEdit(sent * 100 + n, { note }));
      doc.getArray('edits').push(many);
    }
    const other = docWith(anEdit(5_000, { by: MAX }));
    max.receive(update(stateOf(other)));
    await turn(100);
    expect(usersOf(journal)).toHaveLength(21);
    expect(usersOf(journal).indexOf(MAX)).toBe(1);
  });

  test('is sent away before there is no room for others', async () => {
    const { seat, journal } = testRooms();
    const [loud, loudToo, quiet] = [aMember(), aMember(), aMember({ user: MAX })];
    const [first, second, max] = [await seat(loud), await seat(loudToo), await seat(quiet)];
    const huge = update(new Uint8Array(12 * 1024 * 1024));
    for (const one of [first, second, first]) one.receive(huge);
    expect(loud.closes).toEqual([{ code: 4503, reason: 'busy' }]);
    max.receive(update(stateOf(docWith(anEdit(1, { by: MAX })))));
    await turn(20);
    expect(usersOf(journal)).toEqual([MAX]);
    expect(quiet.closes).toEqual([]);
  });

  test('[S6] ten thousand entries in a row, and twenty thousand in a step 2, are taken', async () => {
    const { seat, entries } = testRooms();
    const [member, offline] = [aMember(), aMember()];
    const [pasting, returning] = [await seat(member), await seat(offline, { document: 2 })];
    const doc = new Y.Doc();
    doc.on('update', (bytes: Uint8Array) => pasting.receive(update(bytes)));
    const many = (from: number, count: number): unknown[] => Array.from({ length: count }, (_, n) => anEdit(from + n));
    for (let sent = 0; sent < 5; sent++) doc.getArray('edits').push(many(sent * 2_000, 2_000));
    returning.receive(step2(stateOf(docWith(...many(0, 20_000)))));
    await turn(200);
    expect([...member.closes, ...offline.closes]).toEqual([]);
    expect(await entries()).toHaveLength(10_000);
    expect(await entries(2)).toHaveLength(20_000);
  });
});
