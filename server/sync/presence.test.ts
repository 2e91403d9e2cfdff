import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { afterEach, describe, expect, test } from 'vitest';
import { decodeAwareness, encodeAwareness } from './awareness-update.ts';
import { PERSON_COLOURS, personColour } from '../../shared/api/person-colour.ts';
import { createPresence } from './presence.ts';
import type { Presence, PresenceHolder } from './presence.ts';

const opened: Awareness[] = [];
afterEach(() => {
  for (const awareness of opened.splice(0)) awareness.destroy();
});

function newAwareness(state: Record<string, unknown> | null = {}): Awareness {
  const awareness = new Awareness(new Y.Doc());
  opened.push(awareness);
  awareness.setLocalState(state);
  return awareness;
}

const holderOf = (id: string): PresenceHolder => ({ user: { id, name: `Name of ${id}` } });
const ownColour = (id: string): string => String(personColour(id));
const own = (awareness: Awareness): Uint8Array => encodeAwarenessUpdate(awareness, [awareness.clientID]);
const rename = (awareness: Awareness, name: string): void =>
  awareness.setLocalState({ ...awareness.getLocalState(), user: { id: 'director', name, colour: '1' } });

function share(presence: Presence<PresenceHolder>, ...to: Awareness[]): void {
  const changes = presence.takeChanges();
  for (const awareness of to) if (changes) applyAwarenessUpdate(awareness, changes, 'server');
}

describe('presence', () => {
  test('[S10] a first state, of clock 0 or 1, is seen by others and comes back to its author, under the name of his session', () => {
    const presence = createPresence();
    const doc = new Y.Doc();
    const lea = new Awareness(doc);
    opened.push(lea);
    const max = newAwareness();
    expect(presence.receive(holderOf('lea'), own(lea), true)).toEqual({ kind: 'ok' });
    share(presence, lea, max);
    const user = { id: 'lea', name: 'Name of lea', colour: ownColour('lea') };
    expect(max.getStates().get(lea.clientID)).toEqual({ user });
    expect(lea.getLocalState()).toEqual({ user });

    const tom = newAwareness({ cell: 'a' });
    presence.receive(holderOf('tom'), own(tom), true);
    share(presence, tom);
    expect(tom.getLocalState()).toMatchObject({ user: { id: 'tom' }, cell: 'a' });
  });

  test('what an author repeats of what he was told goes to nobody, a sign of life to everybody', () => {
    const presence = createPresence();
    const lea = newAwareness({ cell: 'a' });
    const before = holderOf('lea');
    presence.receive(before, own(lea), true);
    share(presence, lea);
    presence.receive(before, own(lea), true);
    expect(presence.takeChanges()).toBeUndefined();
    presence.leave(before);
    presence.takeChanges();

    const holder = holderOf('lea');
    presence.receive(holder, own(lea), true);
    share(presence, lea);
    presence.receive(holder, own(lea), false);
    expect(presence.takeChanges()).toBeUndefined();
    lea.setLocalState(lea.getLocalState());
    presence.receive(holder, own(lea), false);
    expect(presence.takeChanges()).toBeDefined();
  });

  test('[S10] nobody takes the name of somebody else', () => {
    const presence = createPresence();
    const [lea, max] = [newAwareness({ cell: 'a', extra: 'x' }), newAwareness()];
    rename(lea, 'The boss');
    presence.receive(holderOf('lea'), own(lea), true);
    share(presence, max);
    expect(max.getStates().get(lea.clientID)).toEqual({
      user: { id: 'lea', name: 'Name of lea', colour: ownColour('lea') },
      cell: 'a',
    });
  });

  test('[S10] what a connection repeats about others is passed over', () => {
    const presence = createPresence();
    const [lea, max] = [newAwareness({ cell: 'a' }), newAwareness({ cell: 'b' })];
    const [holdsLea, holdsMax] = [holderOf('lea'), holderOf('max')];
    presence.receive(holdsLea, own(lea), true);
    presence.receive(holdsMax, own(max), true);
    share(presence, lea, max);
    const forged = encodeAwareness([{ client: lea.clientID, clock: 9_000, json: '{"cell":"z"}' }]);
    expect(presence.receive(holdsMax, forged, false)).toEqual({ kind: 'ok' });
    expect(presence.takeChanges()).toBeUndefined();
    // A silent watcher repeats what it hears, and becomes nobody by it.
    expect(presence.receive(holderOf('watcher'), own(lea), false)).toEqual({ kind: 'ok' });
    expect(presence.takeChanges()).toBeUndefined();
  });

  test('every change is heard, in order, also while an echo with a raised clock is on its way', () => {
    const presence = createPresence();
    const [lea, max] = [newAwareness({ cell: 'a' }), newAwareness()];
    const holder = holderOf('lea');
    for (const cell of ['a', 'b', 'c']) {
      lea.setLocalStateField('cell', cell);
      presence.receive(holder, own(lea), true);
      share(presence, max);
      expect(max.getStates().get(lea.clientID)?.['cell']).toBe(cell);
    }
  });

  test('who comes back on a new connection is seen at once, although his clock has not moved', () => {
    const presence = createPresence();
    const [lea, max] = [newAwareness({ cell: 'a' }), newAwareness()];
    const before = holderOf('lea');
    presence.receive(before, own(lea), true);
    share(presence, max);
    presence.leave(before);
    share(presence, max);
    expect(max.getStates().has(lea.clientID)).toBe(false);
    presence.receive(holderOf('lea'), own(lea), true);
    share(presence, max);
    expect(max.getStates().get(lea.clientID)?.['cell']).toBe('a');
  });

  test('a tab that connects again before its old connection ended takes over; somebody else does not', () => {
    const presence = createPresence();
    const [lea, max] = [newAwareness({ cell: 'a' }), newAwareness()];
    const before = holderOf('lea');
    presence.receive(before, own(lea), true);
    expect(presence.receive(holderOf('max'), own(lea), true)).toEqual({ kind: 'ok' });
    share(presence, max);
    expect(presence.receive(holderOf('lea'), own(lea), true)).toEqual({ kind: 'takeover', from: before });
    presence.leave(before);
    share(presence, max);
    expect(max.getStates().get(lea.clientID)?.['cell']).toBe('a');
  });

  test('an id that somebody left is not taken by another', () => {
    const presence = createPresence();
    const lea = newAwareness({ cell: 'a' });
    const holder = holderOf('lea');
    presence.receive(holder, own(lea), true);
    presence.leave(holder);
    presence.takeChanges();
    presence.receive(holderOf('max'), own(lea), false);
    expect(presence.takeChanges()).toBeUndefined();
  });

  /** As everybody reads it in the state of this client. */
  const colourOf = (presence: Presence<PresenceHolder>, client: number): number => {
    const entry = decodeAwareness(presence.everybody()!)?.find((line) => line.client === client);
    return Number((JSON.parse(entry!.json) as { user: { colour: string } }).user.colour);
  };
  const enter = (presence: Presence<PresenceHolder>, id: string, client: number): PresenceHolder => {
    const holder = holderOf(id);
    presence.receive(holder, encodeAwareness([{ client, clock: 1, json: '{}' }]), true);
    return holder;
  };
  /** Ids that wish for the same colour. */
  const rivals = Array.from({ length: 200 }, (_, n) => `user ${n}`).filter((id) => personColour(id) === 4);

  test('as many people as there are colours have different ones, though all wish for the same', () => {
    const presence = createPresence();
    const people = rivals.slice(0, PERSON_COLOURS);
    people.forEach((id, index) => enter(presence, id, index + 1));
    expect(new Set(people.map((_, index) => colourOf(presence, index + 1))).size).toBe(PERSON_COLOURS);
    expect(colourOf(presence, 1)).toBe(4);
  });

  test('a colour stays with all tabs of a person while another one comes and goes, and waits for him who is back', () => {
    const presence = createPresence();
    const [first = '', second = '', third = ''] = rivals;
    const left = enter(presence, first, 1);
    const tab = enter(presence, second, 2);
    expect(colourOf(presence, 2)).toBe(5);
    presence.leave(left);
    enter(presence, second, 3);
    expect(colourOf(presence, 3)).toBe(5);
    presence.leave(tab);
    expect(colourOf(presence, 3)).toBe(5);
    enter(presence, third, 4);
    expect(colourOf(presence, 4)).toBe(4);
    enter(presence, first, 5);
    expect(colourOf(presence, 5)).toBe(6);
  });

  test('who comes back has the colour he had, though the one he wishes for is free by now', () => {
    const presence = createPresence();
    const [first = '', second = ''] = rivals;
    const holders = [enter(presence, first, 1), enter(presence, second, 2)];
    for (const holder of holders) presence.leave(holder);
    enter(presence, second, 3);
    expect(colourOf(presence, 3)).toBe(5);
  });

  test.each([
    ['bytes that are no update', Uint8Array.of(5, 1, 1)],
    ['a count without entries', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 7)],
    ['no JSON', encodeAwareness([{ client: 1, clock: 1, json: '{' }])],
    ['no object', encodeAwareness([{ client: 1, clock: 1, json: '7' }])],
    ['a cell that is no text', encodeAwareness([{ client: 1, clock: 1, json: '{"cell":{}}' }])],
    ['more than 1 kB', encodeAwareness([{ client: 1, clock: 1, json: JSON.stringify({ cell: 'x'.repeat(1_100) }) }])],
    [
      'numbers that take more than 2 kB once written out',
      encodeAwareness([{ client: 1, clock: 1, json: `{"selection":[${Array(200).fill('9e20').join(',')}]}` }]),
    ],
    ['a clock beyond use', encodeAwareness([{ client: 1, clock: 2 ** 52, json: '{}' }])],
  ])('refuses %s', (_, update) => {
    expect(createPresence().receive(holderOf('lea'), update, true)).toEqual({ kind: 'refused' });
  });

  test('refuses a clock that leaps, which would silence its owner', () => {
    const presence = createPresence();
    const holder = holderOf('lea');
    presence.receive(holder, encodeAwareness([{ client: 1, clock: 5, json: '{}' }]), true);
    const leap = encodeAwareness([{ client: 1, clock: 1_006, json: '{}' }]);
    expect(presence.receive(holder, leap, true)).toEqual({ kind: 'refused' });
  });

  test('a flood of ids leaves one', () => {
    const presence = createPresence();
    const holder = holderOf('lea');
    for (let client = 1; client <= 5_000; client++) {
      presence.receive(holder, encodeAwareness([{ client, clock: 1, json: '{}' }]), true);
    }
    expect(decodeAwareness(presence.everybody()!)?.length).toBe(1);
  });

  test('newcomers are told of everybody, and the memory of those who left is bounded', () => {
    const presence = createPresence();
    for (let client = 1; client <= 2_000; client++) {
      const holder = holderOf(`user ${client}`);
      presence.receive(holder, encodeAwareness([{ client, clock: 1, json: '{}' }]), true);
      if (client > 3) presence.leave(holder);
    }
    expect(decodeAwareness(presence.everybody()!)?.map(({ client }) => client)).toEqual([1, 2, 3]);
    expect(decodeAwareness(presence.takeChanges()!)!.length).toBeLessThan(600);
  });
});
