import { describe, expect, test } from 'vitest';
import { personColour } from '../../shared/api/person-colour.ts';
import { changedCells, initials, keepAway, nobody, placeOf, readPresence } from './people.ts';

const lea = { id: 'lea', name: 'Léa Durand' };
const max = { id: 'max', name: 'Max Klein' };

describe('readPresence', () => {
  test('shows every other person once, however many tabs they have open', () => {
    const states = new Map<number, unknown>([
      [1, { user: lea }],
      [2, { user: max, cell: 'a' }],
      [3, { user: max, cell: 'b', typing: '12' }],
    ]);
    const presence = readPresence(states, { client: 1, user: 'lea' });
    expect(presence.others.map(({ name }) => name)).toEqual(['Max Klein']);
    expect(presence.visitors.get('b')).toEqual([
      { person: { ...max, slot: personColour('max') }, cell: 'b', typing: '12' },
    ]);
  });

  test('a second tab of my own is seen in its cell, not among the others', () => {
    const states = new Map<number, unknown>([
      [1, { user: lea }],
      [2, { user: lea, cell: 'a' }],
    ]);
    const presence = readPresence(states, { client: 1, user: 'lea' });
    expect(presence.others).toEqual([]);
    expect(presence.visitors.get('a')?.length).toBe(1);
  });

  test('a colour is the one the server gave, and known after its person has left; a wrong one is his own by himself', () => {
    const self = { client: 1, user: 'lea' };
    const states = new Map<number, unknown>([
      [1, { user: { ...lea, colour: '12' } }],
      [2, { user: { ...max, colour: '7' } }],
    ]);
    const { others, slots } = readPresence(states, self);
    expect(others[0]?.slot).toBe(7);
    expect([...readPresence(new Map(), self, slots).slots]).toEqual([
      ['lea', 12],
      ['max', 7],
    ]);
    for (const colour of ['0', '13', '1.5', 'red', 7]) {
      const wrong = readPresence(new Map([[2, { user: { ...max, colour } }]]), self);
      expect(wrong.others[0]?.slot).toBe(personColour('max'));
    }
  });

  test('while it is not known who is there, those before are kept as away, without a cell', () => {
    const self = { client: 1, user: 'lea' };
    const eve = { id: 'eve', name: 'Eve Petit' };
    const before = readPresence(
      new Map([
        [2, { user: max, cell: 'a' }],
        [3, { user: eve, cell: 'b' }],
      ]),
      self,
    );
    const lost = keepAway(readPresence(new Map(), self), before);
    expect(lost.others.map(({ id, away }) => [id, away])).toEqual([
      ['eve', true],
      ['max', true],
    ]);
    expect(lost.visitors.size).toBe(0);
    const half = keepAway(readPresence(new Map([[2, { user: max }]]), self), lost);
    expect(half.others.map(({ id, away }) => [id, away])).toEqual([
      ['eve', true],
      ['max', undefined],
    ]);
  });

  test('what somebody has selected is two cells, or nothing', () => {
    const selected = (selection: unknown) =>
      readPresence(new Map([[2, { user: max, cell: 'a', selection }]]), { client: 1, user: 'lea' }).visitors.get(
        'a',
      )?.[0]?.selection;
    expect(selected(['a', 'c'])).toEqual(['a', 'c']);
    for (const wrong of [undefined, 'a', ['a'], ['a', 2], { 0: 'a', 1: 'b' }]) expect(selected(wrong)).toBeUndefined();
  });

  test('the place of a person is the cell of one of his tabs', () => {
    const states = new Map<number, unknown>([
      [1, { user: max }],
      [2, { user: max, cell: 'b' }],
    ]);
    const presence = readPresence(states, { client: 9, user: 'lea' });
    expect(placeOf(presence, 'max')).toBe('b');
    expect(placeOf(presence, 'lea')).toBeUndefined();
  });

  test('leaves out states of a wrong shape', () => {
    const states = new Map<number, unknown>([
      [2, null],
      [3, { user: { id: 4, name: 'x' } }],
      [4, { user: max, cell: { deep: 1 } }],
    ]);
    const presence = readPresence(states, { client: 1, user: 'lea' });
    expect(presence.visitors.size).toBe(0);
    expect(presence.others.length).toBe(1);
  });
});

test('only the cells entered, left or typed in are repainted', () => {
  const at = (cell: string, typing?: string): ReturnType<typeof readPresence> =>
    readPresence(new Map([[2, { user: max, cell, typing }]]), { client: 1, user: 'lea' });
  expect(changedCells(nobody, at('a'))).toEqual(['a']);
  expect(changedCells(at('a'), at('b')).toSorted()).toEqual(['a', 'b']);
  expect(changedCells(at('a'), at('a'))).toEqual([]);
  expect(changedCells(at('a'), at('a', '1'))).toEqual(['a']);
});

test('initials', () => {
  expect(initials('Léa Durand')).toBe('LD');
  expect(initials(' émile ')).toBe('É');
});
