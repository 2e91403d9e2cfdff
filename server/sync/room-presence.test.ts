import { expect, test } from 'vitest';
import { decodeAwareness, encodeAwareness } from './awareness-update.ts';
import { createRoomPresence } from './room-presence.ts';
import { createTestClock } from './testing/fixtures.ts';
import type { PresenceHolder } from './presence.ts';
import type { PresenceKind, PresenceWord } from './presence-exchange.ts';

const LEA: PresenceHolder = { user: { id: 'lea', name: 'Léa' } };
const CALM = { early: false, fast: false };

/** One room, and the other servers in our hands. */
function setUp() {
  const clock = createTestClock();
  const told: { kind: PresenceKind; clients: string[] }[] = [];
  let closed = 0;
  let sent = 0;
  let hear = (_word: PresenceWord): void => {};
  const room = createRoomPresence<PresenceHolder>({
    scenario: 's',
    clock,
    exchange: {
      open: (_scenario, listener) => {
        hear = listener;
        return {
          tell: (kind, entries) =>
            void told.push({
              kind,
              clients: entries.map(({ client, json }) => `${client}${json === 'null' ? ' left' : ''}`),
            }),
          close: () => (closed += 1),
        };
      },
    },
    send: () => void (sent += 1),
    onRefused: () => {},
    onTakeover: () => {},
  });
  const speak = (client: number): void =>
    room.hear(LEA, encodeAwareness([{ client, clock: 1, json: '{"cell":"a"}' }]), CALM);
  const others = (): number[] =>
    (decodeAwareness(room.everybody() ?? Uint8Array.of(0)) ?? []).map(({ client }) => client);
  return {
    clock,
    room,
    told,
    speak,
    others,
    closed: () => closed,
    sent: () => sent,
    hear: (word: PresenceWord) => hear(word),
  };
}

const max = (server: number): PresenceWord => {
  const user = { id: `max ${server}`, name: 'Max', colour: '1' };
  return {
    from: `b/${server}`,
    kind: 'changes',
    entries: [{ client: 1_000 + server, clock: 1, json: JSON.stringify({ user, cell: 'b' }) }],
  };
};

test('[S18] a room that ends tells the other servers who left, and says nothing more', () => {
  const { clock, room, told, speak, closed } = setUp();
  speak(7);
  clock.advance(40);
  expect(told).toEqual([
    { kind: 'question', clients: [] },
    { kind: 'changes', clients: ['7'] },
  ]);
  room.leave(LEA);
  room.end();
  expect(told.slice(2)).toEqual([{ kind: 'changes', clients: ['7 left'] }]);
  expect(closed()).toBe(1);
  clock.advance(60_000);
  expect(told).toHaveLength(3);
});

test('[S18] a room that ended with somebody in it repeats him no more', () => {
  const { clock, room, told, speak, sent } = setUp();
  speak(7);
  room.end();
  const { length } = told;
  for (let beat = 0; beat < 4; beat++) clock.advance(10_000);
  expect([told.length, sent()]).toEqual([length, 0]);
});

test('[S18] not more than a hundred rooms elsewhere are heard, and others once these are silent', () => {
  const { clock, others, hear } = setUp();
  for (let server = 0; server < 101; server++) hear(max(server));
  expect(others()).toHaveLength(100);
  for (let beat = 0; beat < 3; beat++) clock.advance(10_000);
  expect(others()).toEqual([]);
  hear(max(100));
  expect(others()).toEqual([1_100]);
});
