import { describe, expect, test } from 'vitest';
import { personColour } from '../../shared/api/person-colour.ts';
import { decodeAwareness, encodeAwareness } from './awareness-update.ts';
import { settledColours } from './presence-colours.ts';
import { createPresence } from './presence.ts';
import type { AwarenessEntry } from './awareness-update.ts';
import type { Presence, PresenceHolder } from './presence.ts';

const holderOf = (id: string): PresenceHolder => ({ user: { id, name: `Name of ${id}` } });
const told = (id: string, client: number, clock: number, colour = 3): AwarenessEntry => ({
  client,
  clock,
  json: JSON.stringify({ user: { id, name: `Name of ${id}`, colour: String(colour) }, cell: `cell ${clock}` }),
});
const gone = (client: number, clock: number): AwarenessEntry => ({ client, clock, json: 'null' });
const say = (client: number, clock: number): Uint8Array => encodeAwareness([{ client, clock, json: '{}' }]);

interface Seen {
  readonly user: { readonly id: string; readonly colour: string };
  readonly cell?: string;
}

function seen(presence: Presence<PresenceHolder>): Record<string, string> {
  const entries = decodeAwareness(presence.everybody() ?? Uint8Array.of(0)) ?? [];
  return Object.fromEntries(
    entries.map(({ client, json }) => {
      const { user, cell } = JSON.parse(json) as Seen;
      return [client, `${user.id} in ${cell ?? 'no cell'}`];
    }),
  );
}
const colourOf = (presence: Presence<PresenceHolder>, client: number): number => {
  const entry = decodeAwareness(presence.everybody()!)?.find((line) => line.client === client);
  return Number((JSON.parse(entry!.json) as Seen).user.colour);
};

describe('[S18] what another server says of its connections', () => {
  test('is shown, in order, until they leave or it falls silent', () => {
    const presence = createPresence();
    presence.hearServer('b', [told('lea', 1, 5), told('max', 2, 1)], false);
    presence.hearServer('b', [told('lea', 1, 4)], false);
    expect(seen(presence)).toEqual({ 1: 'lea in cell 5', 2: 'max in cell 1' });
    presence.hearServer('b', [gone(1, 6)], false);
    expect(seen(presence)).toEqual({ 2: 'max in cell 1' });
    presence.hearServer('b', [], true);
    expect(seen(presence)).toEqual({});
    const clocks = decodeAwareness(presence.takeChanges()!)!.map(({ client, clock }) => [client, clock]);
    expect(clocks).toEqual([
      [1, 6],
      [2, 2],
    ]);
  });

  test('is not passed on to other servers, and what is said here is', () => {
    const presence = createPresence();
    presence.hearServer('b', [told('lea', 1, 5)], false);
    expect([presence.takeNews(), presence.present()]).toEqual([[], []]);
    presence.receive(holderOf('max'), say(2, 1), true);
    expect(presence.takeNews().map(({ client }) => client)).toEqual([2]);
    expect(presence.present().map(({ client }) => client)).toEqual([2]);
  });

  test('a client that moved is where it spoke last; a repetition moves nobody', () => {
    const presence = createPresence();
    const lea = holderOf('lea');
    presence.receive(lea, say(1, 9), true);
    presence.hearServer('b', [told('lea', 1, 3)], true);
    expect(seen(presence)).toEqual({ 1: 'lea in no cell' });
    presence.hearServer('b', [told('lea', 1, 3)], false);
    expect(seen(presence)).toEqual({ 1: 'lea in cell 3' });
    presence.leave(lea);
    expect(seen(presence)).toEqual({ 1: 'lea in cell 3' });
    presence.receive(holderOf('lea'), say(1, 10), true);
    presence.hearServer('b', [gone(1, 11)], false);
    expect(seen(presence)).toEqual({ 1: 'lea in no cell' });
  });

  test('a connection that was taken for dead speaks on', () => {
    const presence = createPresence();
    const lea = holderOf('lea');
    presence.receive(lea, say(1, 1), true);
    presence.hearServer('b', [told('lea', 1, 3)], false);
    presence.receive(holderOf('lea'), say(1, 2), false);
    expect(seen(presence)).toEqual({ 1: 'lea in cell 3' });
    presence.receive(lea, say(1, 2), false);
    expect(seen(presence)).toEqual({ 1: 'lea in no cell' });
  });

  test('changes nothing under a client id that is somebody else’s', () => {
    const presence = createPresence();
    presence.receive(holderOf('lea'), say(1, 1), true);
    presence.hearServer('b', [told('max', 1, 5), gone(1, 6)], false);
    expect(seen(presence)).toEqual({ 1: 'lea in no cell' });
    presence.hearServer('c', [told('max', 2, 1)], false);
    presence.hearServer('b', [gone(2, 9)], false);
    expect(seen(presence)).toMatchObject({ 2: 'max in cell 1' });
  });

  test.each([
    ['no JSON', '{'],
    ['nobody', '{"cell":"a"}'],
    ['a colour there is not', JSON.stringify({ user: { id: 'lea', name: 'Léa', colour: '13' } })],
    ['a cell that is no text', JSON.stringify({ user: { id: 'lea', name: 'Léa', colour: '1' }, cell: {} })],
    ['too much', JSON.stringify({ user: { id: 'lea', name: 'Léa', colour: '1' }, selection: 'x'.repeat(2_100) })],
  ])('is passed over where it is %s', (_, json) => {
    const presence = createPresence();
    presence.hearServer('b', [{ client: 1, clock: 1, json }], false);
    expect(presence.takeChanges()).toBeUndefined();
  });

  test('fills the memory up to a bound', () => {
    const presence = createPresence();
    for (let part = 0; part < 5; part++) {
      const entries = Array.from({ length: 1_000 }, (_, n) => told(`user ${n}`, part * 1_000 + n, 1));
      presence.hearServer(`server ${part}`, entries, false);
    }
    expect(Object.keys(seen(presence)).length).toBe(1_500);
  });
});

describe('[S10] [S18] colours given at the same time', () => {
  /** Ids that wish for the same colour. */
  const [first = '', second = ''] = Array.from({ length: 200 }, (_, n) => `user ${n}`)
    .filter((id) => personColour(id) === 4)
    .toSorted();
  const meet = (...both: [Presence<PresenceHolder>, Presence<PresenceHolder>]): void => {
    for (let round = 0; round < 3; round++) {
      const [one, other] = both.map((presence) => presence.takeNews()) as [AwarenessEntry[], AwarenessEntry[]];
      both[0].hearServer('other', other, false);
      both[1].hearServer('one', one, false);
    }
  };

  test('to two people are told apart, and both servers show the same', () => {
    const [one, other] = [createPresence(), createPresence()];
    one.receive(holderOf(second), say(1, 1), true);
    other.receive(holderOf(first), say(2, 1), true);
    meet(one, other);
    for (const presence of [one, other]) expect([colourOf(presence, 1), colourOf(presence, 2)]).toEqual([5, 4]);
  });

  test('to ever so many tabs of one person are settled in time that grows with their number alone', () => {
    const tabs = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        client: count - n,
        user: 'lea',
        colour: n === 0 ? 5 : 4,
        here: true,
      }));
    const begun = performance.now();
    expect(settledColours(tabs(20_000))).toEqual(new Map([[20_000, 4]]));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test('to two tabs of one person become one', () => {
    const [one, other] = [createPresence(), createPresence()];
    one.receive(holderOf(second), say(5, 1), true);
    other.receive(holderOf(first), say(2, 1), true);
    other.receive(holderOf(second), say(3, 1), true);
    meet(one, other);
    for (const presence of [one, other]) expect([2, 3, 5].map((c) => colourOf(presence, c))).toEqual([4, 5, 5]);
  });
});
