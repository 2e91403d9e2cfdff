import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { encodeAwareness } from './awareness-update.ts';
import { anEdit, createRandom, LEA, MAX, turn } from './testing/fixtures.ts';
import { aMember, awareness, step1, step2, testRooms, typesOf, update } from './testing/member.ts';

/** HOSTILE_FRAMES=1000000 for a night. */
const FRAMES = Number(process.env['HOSTILE_FRAMES'] ?? 4_000);
const SEED = Number(process.env['HOSTILE_SEED'] ?? 20261122);

const bytesOf = (change: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
};
const pushed = (...entries: unknown[]): Uint8Array => bytesOf((doc) => doc.getArray('edits').push(entries));

/** Frames that were seen to hurt servers like this one, and what an attacker would try next. */
function corpus(known: Y.Doc): Uint8Array[] {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(known));
  const victim = known.clientID;
  const changed = (change: (list: Y.Array<unknown>) => void): Uint8Array => {
    const before = Y.encodeStateVector(copy);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy));
    change(doc.getArray('edits'));
    return Y.encodeStateAsUpdate(doc, before);
  };
  const forged = new Y.Doc();
  forged.clientID = victim;
  forged.getArray('edits').push([anEdit(700), anEdit(701), anEdit(702), anEdit(703)]);
  const gap = new Y.Doc();
  gap.getArray('edits').push([anEdit(704)]);
  const start = Y.encodeStateVector(gap);
  gap.getArray('edits').push([anEdit(705)]);
  const updates = [
    Uint8Array.of(1, 0xc0, 0x9b, 0xde, 0x0f, 7, 0),
    Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
    Uint8Array.of(0, 1, 7, 1, 0, 0xff, 0xff, 0xff, 7),
    pushed(anEdit(600, { by: LEA })),
    pushed(anEdit(601, { by: MAX, cell: 'ca_ttc|R:BRE|*|2027' })),
    pushed(anEdit(602, { by: MAX, v: Infinity })),
    pushed(anEdit(603, { by: MAX, note: 'x'.repeat(3_000) })),
    pushed(anEdit(604, { by: MAX, at: 9e15 })),
    pushed({ ...anEdit(605, { by: MAX }), extra: 'x' }),
    pushed('text', 12, null, [1]),
    bytesOf((doc) => doc.getArray('other').push([anEdit(606, { by: MAX })])),
    bytesOf((doc) => doc.getMap('edits').set('x', 1)),
    bytesOf((doc) => doc.getText('edits').insert(0, 'x')),
    bytesOf((doc) => doc.getArray('edits').push([new Y.Array()])),
    bytesOf((doc) => Array.from({ length: 500 }, (_, n) => doc.getArray(`root ${n}`).push([n]))),
    changed((list) => list.delete(0, list.length)),
    changed((list) => list.insert(0, [anEdit(607, { by: MAX })])),
    changed((list) => (list.push([anEdit(608, { by: MAX })]), list.delete(0, 1))),
    Y.encodeStateAsUpdate(forged),
    Y.encodeStateAsUpdate(gap, start),
  ];
  return [
    ...updates.flatMap((bytes) => [update(bytes), step2(bytes)]),
    update(pushed(...Array.from({ length: 2_001 }, (_, n) => anEdit(10_000 + n, { by: MAX })))),
    Uint8Array.of(),
    Uint8Array.of(0),
    Uint8Array.of(0, 0),
    Uint8Array.of(0, 9, 0),
    Uint8Array.of(0, 0, 5, 0xff, 0xff, 0xff, 0xff, 7),
    Uint8Array.of(2, 0),
    Uint8Array.of(100, 1, 0),
    awareness(encodeAwareness([{ client: victim, clock: 2 ** 52, json: 'null' }])),
    awareness(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 7)),
  ];
}

describe('hostile frames', () => {
  test('[S6] none changes a byte of the document, and honest people go on writing', async () => {
    const { rooms, seat, entries, journal } = testRooms();
    const honest = aMember();
    const from = await seat(honest);
    const doc = new Y.Doc();
    doc.on('update', (bytes: Uint8Array) => from.receive(update(bytes)));
    doc.getArray('edits').push([anEdit(1), anEdit(2), anEdit(3)]);
    await turn();
    const content = await entries();
    const rows = journal.rows(1, 1).length;
    for (const frame of corpus(doc)) {
      const attacker = aMember({ user: MAX });
      (await seat(attacker)).receive(frame);
      await turn();
      rooms.closeFor(({ user }) => user === MAX, 4401, { code: 'end' });
    }
    expect(await entries()).toEqual(content);
    expect(journal.rows(1, 1).length).toBe(rows);
    expect(honest.closes).toEqual([]);
    doc.getArray('edits').push([anEdit(4)]);
    await turn();
    expect((await entries()).length).toBe(4);
  });

  test(
    `${FRAMES} mutations of honest frames: whatever gets in is an honest entry, nobody else is harmed (seed ${SEED})`,
    async () => {
      const random = createRandom(SEED);
      const { rooms, seat, entries, journal } = testRooms();
      const honest = aMember();
      const from = await seat(honest);
      const doc = new Y.Doc();
      doc.on('update', (bytes: Uint8Array) => from.receive(update(bytes)));
      doc.getArray('edits').push([anEdit(1), anEdit(2)]);
      await turn();

      let refused = 0;
      for (let index = 0; index < FRAMES; index++) {
        const attacker = aMember({ user: MAX });
        const seated = await seat(attacker);
        seated.receive(mutate(random.pick(seeds(doc, index)), random));
        await turn(3);
        refused += attacker.closes.length;
        rooms.closeFor(({ user }) => user === MAX, 4401, { code: 'end' });
      }
      expect(refused).toBeGreaterThan(FRAMES / 2);
      expect(honest.closes).toEqual([]);
      expect(typesOf(honest)).not.toContain('?');
      for (const entry of await entries()) {
        const { by, cell } = entry as { by: string; cell: string };
        expect([LEA, MAX]).toContain(by);
        expect(cell).toMatch(/\|(R:IDF|M:M001|M:M002)\|/);
      }
      for (const { user, bytes } of journal.rows(1, 1)) {
        const by = Y.decodeUpdate(bytes).structs.flatMap((struct) =>
          struct instanceof Y.Item ? struct.content.getContent().map((entry: { by: string }) => entry.by) : [],
        );
        expect(new Set(by)).toEqual(new Set([user]));
      }
      const before = (await entries()).length;
      doc.getArray('edits').push([anEdit(999_999)]);
      await turn();
      expect((await entries()).length).toBe(before + 1);
    },
    60_000 + FRAMES * 20,
  );
});

function seeds(known: Y.Doc, n: number): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(known));
  const before = Y.encodeStateVector(doc);
  doc.getArray('edits').push([anEdit(100_000 + n, { by: MAX })]);
  const news = Y.encodeStateAsUpdate(doc, before);
  return [
    update(news),
    step2(news),
    step2(Y.encodeStateAsUpdate(doc)),
    step1(doc),
    awareness(encodeAwareness([{ client: doc.clientID, clock: 1, json: '{"cell":"a"}' }])),
  ];
}

/** One to three of: a bit flipped, a byte replaced, cut short, made longer, a piece doubled, a huge number put in. */
function mutate(frame: Uint8Array, random: ReturnType<typeof createRandom>): Uint8Array {
  let bytes = [...frame];
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(bytes.length || 1);
    const [head, tail] = [bytes.slice(0, at), bytes.slice(at)];
    const dice = random.below(6);
    if (dice === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    else if (dice === 1) bytes[at] = random.below(256);
    else if (dice === 2) bytes = head;
    else if (dice === 3) bytes.push(...Array.from({ length: 1 + random.below(8) }, () => random.below(256)));
    else if (dice === 4) bytes = [...head, ...tail.slice(0, 8), ...tail];
    else bytes = [...head, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, ...tail];
  }
  return Uint8Array.from(bytes);
}
