import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { mustParseCell } from '../hierarchy/address.ts';
import { sheetOf, sheetsOf } from '../hierarchy/sheet.ts';
import { createEngine } from '../planning/engine.ts';
import { createRandom } from '../planning/testing/random.ts';
import { gridHierarchy, randomBase, randomCell } from '../planning/testing/random-plan.ts';
import { createClock } from './clock.ts';
import { edits } from './document.ts';
import { changeCell, clearCell, setCell, targetCell, undo } from './intent.ts';
import type { Base } from '../planning/base.ts';
import type { Edit } from '../planning/edit.ts';
import type { Engine } from '../planning/engine.ts';
import type { Random } from '../planning/testing/random.ts';
import type { Author } from './intent.ts';

/** Several people on one scenario, each with a document per sheet; updates between them wait, overtake and repeat. */
const SEED = 20270722;
const RUNS = 8;
const PEOPLE = 4;
const ACTIONS = 90;
// Seconds on a quiet machine; what it shows does not depend on how long it takes.
vi.setConfig({ testTimeout: 60_000 });

const hierarchy = gridHierarchy({ regions: 3, stores: 7, categories: 3 });
const SHEETS = sheetsOf(hierarchy);

interface Person {
  readonly author: Author;
  readonly docs: ReadonlyMap<string, Y.Doc>;
  readonly engine: Engine;
  readonly inbox: { sheet: string; update: Uint8Array }[];
}

function createPerson(
  random: Random,
  name: string,
  base: Base,
  send: (sheet: string, update: Uint8Array) => void,
): Person {
  const skew = random.int(4000) - 2000;
  let now = 1_800_000_000_000 + skew;
  const clock = createClock(() => (now += random.int(3)));
  const engine = createEngine({ hierarchy, base });
  const docs = new Map(SHEETS.map((sheet) => [sheet, new Y.Doc()]));
  for (const [sheet, doc] of docs) {
    doc.clientID = 1 + random.int(2 ** 31);
    edits.observe(doc, (added) => {
      for (const { at } of added) clock.see(at);
      engine.append(added);
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') send(sheet, update);
    });
  }
  return { author: { by: name, clock, newId: random.uuid }, docs, engine, inbox: [] };
}

function act(random: Random, { author, docs, engine }: Person, own: Edit[]): void {
  const put = (sheet: string, edit: Edit): void => {
    own.push(edit);
    edits.append(docs.get(sheet)!, [edit]);
  };
  if (own.length > 0 && random.chance(0.2)) {
    for (const { sheet, edit } of undo(author, hierarchy, [random.pick(own)])) put(sheet, edit);
    return;
  }
  // Few cells, so that people meet.
  const measure = random.pick(['ca_ttc', 'qte', 'prix', 'charges:loyer']);
  const cell = random.chance(0.4) ? `${measure}|R:R001|*|2027-Q1` : randomCell(random, hierarchy, measure);
  const value = (engine.value(cell) ?? 0) * (0.5 + random.next());
  const edit = random.pick([
    () => setCell(author, cell, value, engine.live(cell), random.pick(['keep', 'hold', 'release'])),
    () => changeCell(author, cell, 'pct', random.next() - 0.4),
    () => changeCell(author, cell, 'add', value / 10),
    () => clearCell(author, cell, engine.live(cell)),
    () => targetCell(author, cell, value),
  ])();
  put(sheetOf(hierarchy, mustParseCell(hierarchy, cell), edit.op), edit);
}

function deliver(random: Random, { docs, inbox }: Person): void {
  const [item] = inbox.splice(random.int(inbox.length), 1);
  if (!item) return;
  Y.applyUpdate(docs.get(item.sheet)!, item.update, 'network');
  if (random.chance(0.05)) inbox.push(item);
}

function shown({ engine, docs }: Person): string {
  const { q, p, k, charges } = engine.toBase();
  const hex = [q, p, k, charges].map((array) => Buffer.from(array.buffer).toString('base64'));
  const notes = JSON.stringify([
    engine.conflicts(),
    engine.impossible(),
    engine.holds(),
    engine.row({ measure: 'resultat', charge: -1 }, 0, 0),
  ]);
  const lengths = SHEETS.map((sheet) => edits.read(docs.get(sheet)!).length);
  return [...hex, notes, ...lengths].join('\n');
}

test('[E3] everybody ends with the same bits, and so does who opens the scenario afterwards', () => {
  let met = 0;
  for (let run = 0; run < RUNS; run++) {
    const seed = SEED + run;
    const random = createRandom(seed);
    const base = randomBase(random, hierarchy, 0.2);
    const people: Person[] = [];
    for (let n = 0; n < PEOPLE; n++) {
      const person = createPerson(random, `user${n}`, base, (sheet, update) => {
        for (const other of people) if (other !== person) other.inbox.push({ sheet, update });
      });
      people.push(person);
    }
    const own = new Map(people.map((person) => [person, [] as Edit[]]));
    for (let n = 0; n < ACTIONS; n++) {
      const person = random.pick(people);
      act(random, person, own.get(person)!);
      for (let turn = random.int(4); turn > 0; turn--) deliver(random, random.pick(people));
    }
    for (const person of people) while (person.inbox.length > 0) deliver(random, person);

    const [first, ...others] = people.map(shown);
    for (const other of others) expect(other, `seed ${seed}`).toBe(first);
    met += people[0]!.engine.conflicts().length;

    const late = createPerson(random, 'late', base, () => undefined);
    for (const sheet of random.shuffle(SHEETS)) {
      Y.applyUpdate(late.docs.get(sheet)!, Y.encodeStateAsUpdate(people[0]!.docs.get(sheet)!), 'network');
    }
    expect(shown(late), `seed ${seed}`).toBe(first);
  }
  expect(met).toBeGreaterThan(RUNS / 2);
});
