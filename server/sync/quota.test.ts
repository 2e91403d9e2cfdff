import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { weightOf } from '../../shared/scenario/quota.ts';
import { createReplica } from './replica.ts';
import { anEdit, createRandom, entryId, LEA, MAX, turn } from './testing/fixtures.ts';
import { aMember, docWith, stateOf, step2, testRooms, update } from './testing/member.ts';
import type { TestMember, TestRooms } from './testing/member.ts';

const SEED = Number(process.env['QUOTA_SEED'] ?? 20271201);
const EVE = '00000000-0000-4000-8000-00000000000e';

const news = (user: string, from: number, count: number, changes: Record<string, unknown> = {}): Uint8Array =>
  stateOf(docWith(...Array.from({ length: count }, (_, n) => anEdit(from + n, { by: user, ...changes }))));
const pushed = (...what: Parameters<typeof news>): Uint8Array => update(news(...what));

const rooms = (document: number, person: number): TestRooms => testRooms({ limits: { quota: { document, person } } });
const closesOf = ({ closes }: TestMember): string[] => closes.map(({ code, reason }) => `${code} ${reason}`);

describe('[S17] the quota of a document', () => {
  test('takes what fits exactly, refuses one entry more by name, and harms nobody who reads', async () => {
    const { seat, entries } = rooms(10, 10);
    const [lea, reader] = [aMember(), aMember({ user: MAX, mayWrite: false })];
    const from = await seat(lea);
    await seat(reader);
    from.receive(pushed(LEA, 1, 10));
    await turn();
    expect(closesOf(lea)).toEqual([]);
    from.receive(pushed(LEA, 11, 1));
    await turn();
    expect(closesOf(lea)).toEqual(['4403 full']);
    expect((await entries()).length).toBe(10);
    expect(reader.closes).toEqual([]);
    expect(reader.received.filter(({ type }) => type === 'update').length).toBe(1);
  });

  test('who has used up his share keeps nobody else from writing', async () => {
    const { seat, entries } = rooms(11, 6);
    const [lea, max] = [aMember(), aMember({ user: MAX })];
    const [from, other] = [await seat(lea), await seat(max)];
    from.receive(pushed(LEA, 1, 6));
    from.receive(pushed(LEA, 7, 1));
    other.receive(pushed(MAX, 20, 4));
    await turn();
    expect(closesOf(lea)).toEqual(['4403 share']);
    expect(closesOf(max)).toEqual([]);
    expect((await entries()).length).toBe(10);
  });

  test('frames that wait in one batch are added up, and other client ids do not begin at nothing', async () => {
    const { seat, entries } = rooms(100, 5);
    const members = [1, 2, 3].map(() => aMember());
    const seats = [];
    for (const member of members) seats.push(await seat(member));
    for (const [index, from] of seats.entries()) from.receive(pushed(LEA, index * 10, 3));
    await turn();
    expect(members.flatMap(closesOf)).toEqual(['4403 share', '4403 share']);
    expect((await entries()).length).toBe(3);
  });

  test('a frame is refused as a whole, and what it holds may come again in part', async () => {
    const { seat, entries } = rooms(10, 10);
    const lea = aMember();
    (await seat(lea)).receive(pushed(LEA, 1, 11));
    await turn();
    expect(closesOf(lea)).toEqual(['4403 full']);
    expect(await entries()).toEqual([]);
    const again = aMember();
    (await seat(again)).receive(pushed(LEA, 1, 10));
    await turn();
    expect(closesOf(again)).toEqual([]);
    expect((await entries()).length).toBe(10);
  });

  test('an entry that names many counts for what it weighs', async () => {
    const { seat, entries } = rooms(20, 20);
    const lea = aMember();
    const over = Array.from({ length: 300 }, (_, n) => entryId(5_000 + n));
    (await seat(lea)).receive(pushed(LEA, 1, 1, { over }));
    await turn();
    expect(closesOf(lea)).toEqual(['4403 full']);
    expect(await entries()).toEqual([]);
  });

  test(
    `nobody ever gets past it, in frames of any size, and honest people have room to the end (seed ${SEED})`,
    { timeout: 60_000 },
    async () => {
      const random = createRandom(SEED);
      for (let run = 0; run < 20; run++) {
        const quota = { document: 40 + random.below(40), person: 30 };
        const { seat, entries } = testRooms({ limits: { quota } });
        const refused = new Map<string, number>();
        let next = 1;
        for (let step = 0; step < 60; step++) {
          const user = random.pick([LEA, MAX, EVE]);
          const member = aMember({ user });
          const count = 1 + random.below(12);
          const over = Array.from({ length: random.below(3) * 20 }, (_, n) => entryId(90_000 + n));
          const from = await seat(member);
          const bytes = news(user, next, count, { over });
          from.receive(random.below(2) === 0 ? update(bytes) : step2(bytes));
          next += count;
          await turn();
          from.leave();
          const closed = closesOf(member)[0];
          if (closed !== undefined) refused.set(closed, (refused.get(closed) ?? 0) + 1);
          const kept = (await entries()) as { by: string }[];
          const weight = (by?: string): number =>
            kept
              .filter((entry) => by === undefined || entry.by === by)
              .reduce((sum, entry) => sum + weightOf(entry), 0);
          expect(weight()).toBeLessThanOrEqual(quota.document);
          for (const by of [LEA, MAX, EVE]) expect(weight(by)).toBeLessThanOrEqual(quota.person);
          // A refusal tells the truth: what was sent did not fit.
          const asked = count * weightOf({ over });
          if (closed === '4403 full') expect(weight() + asked).toBeGreaterThan(quota.document);
          if (closed === '4403 share') expect(weight(user) + asked).toBeGreaterThan(quota.person);
        }
        expect([...refused.keys()].every((code) => code === '4403 full' || code === '4403 share')).toBe(true);
        expect(refused.size).toBeGreaterThan(0);
      }
    },
  );
});

test('[S17] a document weighs the same read from rows and from a snapshot, rows of another server included', () => {
  const first = docWith(anEdit(1), anEdit(2, { over: Array.from({ length: 40 }, (_, n) => entryId(100 + n)) }));
  const second = docWith(anEdit(3, { by: MAX }));
  const live = createReplica('edits', { snapshot: undefined, rows: [] });
  live.apply({ seq: 1, bytes: stateOf(first), client: first.clientID, user: LEA });
  live.apply({ seq: 2, bytes: stateOf(second), client: second.clientID, user: MAX });
  const loaded = createReplica('edits', { snapshot: live.snapshot(), rows: [] });
  for (const user of [undefined, LEA, MAX, EVE]) expect(loaded.weight(user)).toBe(live.weight(user));
  expect([live.weight(), live.weight(LEA), live.weight(MAX), live.weight(EVE)]).toEqual([5, 4, 1, 0]);
  expect(Y.encodeStateVectorFromUpdate(live.snapshot().state).length).toBeGreaterThan(1);
});

test('a step 2 of everything somebody did offline is judged with turns of the event loop in between', async () => {
  const { seat, entries } = testRooms();
  const lea = aMember();
  const from = await seat(lea);
  from.receive(step2(stateOf(docWith(...Array.from({ length: 5_000 }, (_, n) => anEdit(n))))));
  let turns = 0;
  while ((await entries()).length === 0 && turns < 1_000) {
    await turn(1);
    turns++;
  }
  expect((await entries()).length).toBe(5_000);
  expect(turns).toBeGreaterThanOrEqual(5_000 / 250);
});
