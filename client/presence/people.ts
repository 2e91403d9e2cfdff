import { PERSON_COLOURS, personColour } from '../../shared/api/person-colour.ts';

/** A colour slot: CSS variables `--person-1` to `--person-12`. */
export type Slot = number;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly slot: Slot;
  /** Known from before the connection was lost: whether he is still there is not known yet. */
  readonly away?: true;
}

/** Somebody's tab in a cell; `typing` is his draft. */
export interface Visitor {
  readonly person: Person;
  readonly cell: string;
  /** Two opposite corners of what is selected, as cells. */
  readonly selection?: readonly [string, string];
  readonly typing?: string;
}

export interface Presence {
  /** Everybody else who has the scenario open, once each, by name. */
  readonly others: readonly Person[];
  /** Cells others are in, by address. */
  readonly visitors: ReadonlyMap<string, readonly Visitor[]>;
  /** Colours of everybody who is or was there, oneself too: the server gave them, so that they differ. */
  readonly slots: ReadonlyMap<string, Slot>;
}

/** This tab: its client id in the document, and whose it is. */
export interface Self {
  readonly client: number;
  readonly user: string;
}

export const nobody: Presence = { others: [], visitors: new Map(), slots: new Map() };

/** Initials for an avatar: « Léa Durand » → LD. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return `${first(words[0] ?? '')}${first(last)}`.toLocaleUpperCase();
}

function first(word: string): string {
  const point = word.codePointAt(0);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/**
 * Reads the awareness states of a scenario by client id. What the other tabs send is theirs: anything of a wrong shape is
 * left out. Another tab of `self` is a visitor of its cell, not another person.
 * @param slots colours known so far
 */
export function readPresence(
  states: ReadonlyMap<number, unknown>,
  self: Self,
  slots: ReadonlyMap<string, Slot> = nobody.slots,
): Presence {
  const known = new Map(slots);
  const others = new Map<string, Person>();
  const visitors = new Map<string, Visitor[]>();
  for (const [client, state] of states) {
    const person = personOf(state);
    if (person) known.set(person.id, person.slot);
    if (!person || client === self.client) continue;
    if (person.id !== self.user) others.set(person.id, person);
    const cell = text(state, 'cell');
    if (cell === undefined) continue;
    const typing = text(state, 'typing');
    const selection = pair(state, 'selection');
    const visitor: Visitor = {
      person,
      cell,
      ...(selection && { selection }),
      ...(typing !== undefined && { typing }),
    };
    visitors.set(cell, [...(visitors.get(cell) ?? []), visitor]);
  }
  return { others: byName([...others.values()]), visitors, slots: known };
}

/** What is seen while the connection is lost, or new: who was there before counts as away, until one hears who is there. */
export function keepAway(seen: Presence, before: Presence): Presence {
  const here = new Set(seen.others.map(({ id }) => id));
  const away = before.others.flatMap((person): Person[] => (here.has(person.id) ? [] : [{ ...person, away: true }]));
  return { ...seen, others: byName([...seen.others, ...away]) };
}

function byName(people: readonly Person[]): Person[] {
  return people.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

function personOf(state: unknown): Person | undefined {
  const user = field(state, 'user');
  const id = text(user, 'id');
  const name = text(user, 'name');
  if (id === undefined || name === undefined) return undefined;
  const slot = Number(text(user, 'colour'));
  return { id, name, slot: Number.isInteger(slot) && slot >= 1 && slot <= PERSON_COLOURS ? slot : personColour(id) };
}

function text(object: unknown, key: string): string | undefined {
  const value = field(object, key);
  return typeof value === 'string' ? value : undefined;
}

function pair(object: unknown, key: string): readonly [string, string] | undefined {
  const value = field(object, key);
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [from, to]: unknown[] = value;
  return typeof from === 'string' && typeof to === 'string' ? [from, to] : undefined;
}

function field(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, key) : undefined;
}

export function samePerson(a: Person | undefined, b: Person | undefined): boolean {
  return a?.id === b?.id && a?.name === b?.name && a?.slot === b?.slot && a?.away === b?.away;
}

export function sameSlots(a: ReadonlyMap<string, Slot>, b: ReadonlyMap<string, Slot>): boolean {
  return a.size === b.size && [...a].every(([id, slot]) => b.get(id) === slot);
}

export function samePeople(a: readonly Person[], b: readonly Person[]): boolean {
  return a.length === b.length && a.every((person, index) => samePerson(person, b[index]));
}

/** Where somebody is: in one of the cells his tabs stand in. */
export function placeOf({ visitors }: Presence, person: string): string | undefined {
  return [...visitors.values()].flat().find((visitor) => visitor.person.id === person)?.cell;
}

/** The cells whose visitors differ between two moments: what to repaint. */
export function changedCells(before: Presence, after: Presence): string[] {
  const cells = new Set([...before.visitors.keys(), ...after.visitors.keys()]);
  return [...cells].filter((cell) => !sameVisitors(before.visitors.get(cell), after.visitors.get(cell)));
}

function sameVisitors(a: readonly Visitor[] = [], b: readonly Visitor[] = []): boolean {
  return (
    a.length === b.length &&
    a.every((visitor, index) => {
      const other = b[index];
      return other !== undefined && samePerson(visitor.person, other.person) && visitor.typing === other.typing;
    })
  );
}
