import { describe, expect, test, vi } from 'vitest';
import { mustParseCell } from '../hierarchy/address.ts';
import { sheetOf, sheetsOf } from '../hierarchy/sheet.ts';
import { createEngine } from '../planning/engine.ts';
import { createRandom } from '../planning/testing/random.ts';
import { gridHierarchy, randomBase, randomCell } from '../planning/testing/random-plan.ts';
import { createClock } from './clock.ts';
import { droppableIds } from './compact.ts';
import { changeCell, clearCell, setCell, targetCell, undo } from './intent.ts';
import type { Base } from '../planning/base.ts';
import type { Edit } from '../planning/edit.ts';
import type { Engine } from '../planning/engine.ts';
import type { Random } from '../planning/testing/random.ts';
import type { Author } from './intent.ts';

// Seconds on a quiet machine; what these show does not depend on how long they take.
vi.setConfig({ testTimeout: 60_000 });

const SEED = 20271114;
const RUNS = 60;
const hierarchy = gridHierarchy({ regions: 2, stores: 4, categories: 2 });
const CELL = 'ca_ttc|R:R001|*|2027-Q1';

function bytes(engine: Engine): string {
  const { q, p, k, charges } = engine.toBase();
  const arrays = [q, p, k, charges].map((array) => Buffer.from(array.buffer).toString('base64'));
  const targets = hierarchy.periods.map((period) => engine.state(`ca_ttc|R:R000|*|${period}`).target?.id);
  return JSON.stringify([arrays, engine.conflicts(), engine.impossible(), engine.holds(), targets], null, 1);
}

/** What is left when every sheet is compacted. */
function compacted(edits: readonly Edit[], settledBefore: number): Edit[] {
  return sheetsOf(hierarchy).flatMap((sheet) => {
    const own = edits.filter(({ cell, op }) => sheetOf(hierarchy, mustParseCell(hierarchy, cell), op) === sheet);
    const dropped = droppableIds(own, settledBefore);
    return own.filter(({ id }) => !dropped.has(id));
  });
}

interface Person {
  readonly author: Author;
  readonly engine: Engine;
  /** What of the log has not reached this person. */
  missing: Edit[];
}

/** A person whose clock starts at `now`, in ms, and who has seen `edits`. */
function person(random: Random, by: string, base: Base, now: number, edits: readonly Edit[]): Person {
  let time = now;
  const clock = createClock(() => (time += random.int(3)));
  return { author: { by, clock, newId: random.uuid }, engine: createEngine({ hierarchy, base, edits }), missing: [] };
}

/** Nobody hears at once; a few never do. */
function hear(random: Random, { author, engine, missing }: Person, edits: number): void {
  const heard = missing.splice(0, random.int(edits));
  for (const { at } of heard) author.clock.see(at);
  engine.append(heard);
}

/** People act on few cells, so that they meet; `undoable` are the entries of whom they may be taken back. */
function act(random: Random, people: readonly Person[], undoable: Edit[]): Edit[] {
  const me = random.pick(people);
  const { author, engine } = me;
  const own = undoable.filter(({ by }) => by === author.by);
  const made =
    own.length > 0 && random.chance(0.3)
      ? takeBack(random, author, own)
      : undoable.length > 0 && random.chance(0.1)
        ? [forge(random, author, random.pick(undoable))]
        : [write(random, author, engine)];
  engine.append(made);
  undoable.push(...made);
  for (const other of people) if (other !== me) other.missing.push(...made);
  for (const other of people) if (random.chance(0.5)) hear(random, other, 6);
  return made;
}

function takeBack(random: Random, author: Author, own: readonly Edit[]): Edit[] {
  const some = random.chance(0.7) ? [random.pick(own)] : [random.pick(own), random.pick(own)];
  return undo(author, hierarchy, [...new Set(some)]).map(({ edit }) => edit);
}

/** What the gate lets pass and the rules give no effect: an undo of somebody else's entry, a value over another cell's. */
function forge(random: Random, author: Author, victim: Edit): Edit {
  const forged = clearCell(author, victim.cell, [victim]);
  if (random.chance(0.5)) return { ...forged, op: 'clear', cell: victim.cell.replace(/2027.*/, '2027-07') };
  return { ...forged, op: 'undo', by: victim.by === author.by ? 'eve' : author.by };
}

function write(random: Random, author: Author, engine: Engine): Edit {
  const measure = random.pick(['ca_ttc', 'ca_ttc', 'qte', 'prix', 'charges:loyer']);
  const shared = random.pick(['ca_ttc|R:R000|*|2027', CELL, 'ca_ttc|*|*|2027-Q2', 'prix|M:M001|C:K001|2027-03']);
  const cell = random.chance(0.8) ? shared : randomCell(random, hierarchy, measure);
  const value = (engine.value(cell) ?? 100) * (0.6 + random.next());
  const live = engine.live(cell);
  return random.pick([
    () => setCell(author, cell, value, live, random.pick(['keep', 'keep', 'hold', 'release'])),
    () => setCell(author, cell, value, live),
    () => setCell(author, cell, value, live),
    () => setCell(author, cell, value, live.slice(1)),
    () => changeCell(author, cell, 'pct', random.next() - 0.4),
    () => clearCell(author, cell, live),
    () => targetCell(author, cell.replace('prix', 'ca_ttc'), value),
  ])();
}

/** Values and clears nobody replaced or took back: what people see in the cells. */
function standing(engine: Engine, edits: readonly Edit[]): Edit[] {
  return edits.filter((edit) => edit.op !== 'undo' && !['dead', 'superseded'].includes(engine.status(edit)));
}

describe('a compacted log', () => {
  test('[E7] gives the same bits as the whole one, then and after whatever people do who were here or away', () => {
    let dropped = 0;
    let total = 0;
    let late = 0;
    for (let run = 0; run < RUNS; run++) {
      const seed = SEED + run;
      const random = createRandom(seed);
      const base = randomBase(random, hierarchy, 0.2);
      const before = ['ada', 'bob', 'cy'].map((name) => person(random, name, base, 1_000, []));
      const log: Edit[] = [];
      const everything: Edit[] = [];
      while (log.length < 120) log.push(...act(random, before, everything));
      // The last third is younger than what may be dropped.
      const settledBefore = log.map(({ at }) => at).toSorted((a, b) => a - b)[80]!;
      const kept = compacted(log, settledBefore);
      const full = createEngine({ hierarchy, base, edits: log });
      const short = createEngine({ hierarchy, base, edits: kept });
      expect(bytes(short), `seed ${seed}`).toBe(bytes(full));
      dropped += log.length - kept.length;
      total += log.length;

      // Ada's tab slept through it and knows what was dropped, Bob's was away before that; both wrote there, and come back to
      // people who opened what is left.
      const returning = [person(random, 'ada', base, settledBefore / 1000, log)];
      returning.push(person(random, 'bob', base, settledBefore / 1000, log.slice(0, 60)));
      const people = [...returning, ...['bob', 'cy', 'dan'].map((name) => person(random, name, base, 2_000, kept))];
      const undoable = [...log.filter(({ at }) => at >= settledBefore), ...standing(full, log)];
      const more: Edit[] = [];
      while (more.length < 20) more.push(...act(random, [random.pick(returning)], undoable));
      for (const one of people) one.missing.push(...more);
      while (more.length < 60) more.push(...act(random, people, undoable));
      const last = Math.max(...log.map(({ at }) => at));
      late += more.filter(({ at }) => at < last).length;
      for (const edits of [more, random.shuffle(more)]) {
        for (const edit of edits) for (const engine of [full, short]) engine.append([edit]);
        expect(bytes(short), `seed ${seed}`).toBe(bytes(full));
      }
      const whole = createEngine({ hierarchy, base, edits: random.shuffle([...log, ...more]) });
      expect(bytes(whole), `seed ${seed}`).toBe(bytes(short));
      // Once everything has settled, a second compaction starts from what the first left.
      const settled = Math.max(...more.map(({ at }) => at)) + 1;
      const twice = createEngine({ hierarchy, base, edits: compacted([...kept, ...more], settled) });
      expect(bytes(twice), `seed ${seed}`).toBe(bytes(full));
    }
    expect(dropped).toBeGreaterThan(total / 6);
    expect(late).toBeGreaterThan(RUNS * 5);
  });

  test('keeps every entry that is not settled, and all of the order it had', () => {
    for (let run = 0; run < 10; run++) {
      const random = createRandom(SEED - 1 - run);
      const people = ['ada', 'bob'].map((name) => person(random, name, randomBase(random, hierarchy, 0.2), 1, []));
      const log: Edit[] = [];
      const undoable: Edit[] = [];
      while (log.length < 80) log.push(...act(random, people, undoable));
      const stamps = log.map(({ at }) => at).toSorted((a, b) => a - b);
      expect(droppableIds(log, stamps[0]!)).toEqual(new Set());
      const ids = droppableIds(log, stamps[40]!);
      expect(log.filter(({ id, at }) => ids.has(id) && at >= stamps[40]!)).toEqual([]);
      expect(droppableIds(random.shuffle(log), stamps[40]!)).toEqual(ids);
    }
  });
});

describe('what is dropped', () => {
  const base = randomBase(createRandom(7), hierarchy, 0);
  const untouched = createEngine({ hierarchy, base }).value(CELL)!;
  const ada = person(createRandom(1), 'ada', base, 1_000, []).author;
  const bob = person(createRandom(2), 'bob', base, 1_000, []).author;
  const over = (author: Author, v: number, ...live: Edit[]): Edit => {
    for (const { at } of live) author.clock.see(at);
    return setCell(author, CELL, v, live);
  };
  const takeBackOf = (author: Author, edit: Edit): Edit => undo(author, hierarchy, [edit])[0]!.edit;
  const allOf = (edits: readonly Edit[]): number => Math.max(...edits.map(({ at }) => at)) + 1;
  const left = (edits: readonly Edit[], before = allOf(edits)): Edit[] => compacted(edits, before);
  const value = (...edits: Edit[]): number => createEngine({ hierarchy, base, edits }).value(CELL)!;

  const first = over(ada, 100);
  const second = over(bob, 200, first);
  const third = over(bob, 300, second);
  const fourth = over(ada, 400, third);
  const chain = [first, second, third, fourth];

  test('are values two deep: undoing the one that stands still brings back the one before', () => {
    expect(left(chain)).toEqual([third, fourth]);
    const undone = takeBackOf(ada, fourth);
    expect(value(...left(chain), undone)).toBe(value(...chain, undone));
    expect(value(...left(chain), undone)).toBeCloseTo(300, 9);
  });

  test('an undo of a dropped entry has no effect, and is no harm to what stands', () => {
    const undone = takeBackOf(ada, first);
    expect(value(...left(chain), undone)).toBe(value(...chain));
    // Two deep there is nothing left: the cell goes back to what it is computed from.
    const deep = [takeBackOf(ada, fourth), takeBackOf(bob, third)];
    expect(value(...left(chain), ...deep)).toBeCloseTo(untouched, 6);
  });

  test('an entry that was taken back goes with its undo; a redo long after has no effect', () => {
    const undone = takeBackOf(ada, first);
    expect(left([first, undone])).toEqual([]);
    const redo = takeBackOf(ada, undone);
    expect(value(...left([first, undone]), redo)).toBeCloseTo(untouched, 6);
    // While it is not settled, it comes back.
    expect(value(...left([first, undone], undone.at), redo)).toBeCloseTo(100, 9);
    expect(left([first, undone, redo])).toEqual([first]);
  });

  test('a clear stays while undoing it would bring something back', () => {
    const cleared = clearCell(ada, CELL, [fourth]);
    expect(left([...chain, cleared])).toEqual([fourth, cleared]);
    const gone = takeBackOf(ada, fourth);
    expect(left([...chain, gone, clearCell(ada, CELL, [third])]).map(({ op }) => op)).toEqual(['set', 'clear']);
    expect(left([first, takeBackOf(ada, first), clearCell(ada, CELL, [first])])).toEqual([]);
  });

  test('lost values stay beside the one that stands, and so do objectives', () => {
    const rival = over(bob, 250, first);
    const target = targetCell(ada, CELL, 7);
    expect(left([first, over(ada, 260, first), rival, target])).toEqual(expect.arrayContaining([rival, target]));
  });

  test('an entry of somebody who was away names dropped ones and replaces what it should', () => {
    const late = over(bob, 150, first);
    const engines = [chain, left(chain)].map((edits) => createEngine({ hierarchy, base, edits: [...edits, late] }));
    const [full, short] = engines.map((engine) => JSON.stringify([engine.value(CELL), engine.conflicts()]));
    expect(short).toBe(full);
  });

  test('nothing is dropped from a log with an id twice, which no gate lets in', () => {
    expect(left([...chain, { ...first, v: 5 }])).toHaveLength(5);
  });
});
