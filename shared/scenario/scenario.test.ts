import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createEngine } from '../planning/engine.ts';
import { createRandom } from '../planning/testing/random.ts';
import { smallBase, smallHierarchy } from '../planning/testing/small-plan.ts';
import { admitComment, admitEdit } from './admit.ts';
import { createClock, msOf, stampOf } from './clock.ts';
import { comments, edits, rootOf } from './document.ts';
import { readEdit } from './entry.ts';
import { changeCell, clearCell, setCell, targetCell, undo } from './intent.ts';
import type { Edit } from '../planning/edit.ts';
import type { Author } from './intent.ts';

const hierarchy = smallHierarchy;
const NOW = Date.UTC(2026, 10, 22);
const CELL = 'ca_ttc|R:IDF|*|2027-Q1';

function author(by: string, seed = 1): Author {
  return { by, clock: createClock(() => NOW), newId: createRandom(seed).uuid };
}

const honest = (): Edit => setCell(author('ada'), CELL, 480, []);

describe('the schema of an entry', () => {
  test('[E1] takes what the builders make', () => {
    const ada = author('ada');
    const set = setCell(ada, CELL, 1, [], 'hold', { like: 'M:M1|*', group: ada.newId(), note: 'soldes' });
    const all = [
      set,
      changeCell(ada, CELL, 'pct', 0.05),
      changeCell(ada, CELL, 'add', -10_000),
      clearCell(ada, CELL, [set]),
      targetCell(ada, CELL, 5),
      ...undo(ada, hierarchy, [set]).map(({ edit }) => edit),
    ];
    for (const edit of all) expect(readEdit(JSON.parse(JSON.stringify(edit)))).toEqual(edit);
  });

  test.each<[string, object]>([
    ['an unknown field', { extra: 1 }],
    ['a prototype', JSON.parse('{"__proto__": {"v": 1}, "constructor": 1}') as object],
    ['no value', { v: undefined }],
    ['an infinite value', { v: Infinity }],
    ['a value too large', { v: 1.1e15 }],
    ['a value in words', { v: '480' }],
    ['an id that is none', { id: 'e1' }],
    ['a stamp that is no integer', { at: 1.5 }],
    ['a stamp beyond safe integers', { at: 2 ** 53 }],
    ['lock: false', { lock: false }],
    ['an unknown operation', { op: 'delete' }],
    ['a value on clear', { op: 'clear' }],
    ['a lock on a target', { op: 'target', lock: true }],
    ['an undo of nothing', { op: 'undo', v: undefined }],
    ['itself in over', { id: '3f2b8c1e-0000-4000-a000-000000000000', over: ['3f2b8c1e-0000-4000-a000-000000000000'] }],
    ['over missing', { over: undefined }],
  ])('refuses %s', (_what, change) => {
    expect(readEdit({ ...honest(), ...change })).toBeNull();
  });

  test.each([null, 7, 'set', [], [honest()]])('refuses %j', (raw) => {
    expect(readEdit(raw)).toBeNull();
  });
});

describe('the gate', () => {
  const admission = { hierarchy, sheet: 'IDF', by: 'ada', now: NOW, settledBefore: 0 };

  test('[S7] admits an entry of its author in its sheet', () => {
    const edit = honest();
    expect(admitEdit(edit, admission)).toEqual({ ok: true, entry: edit });
  });

  test.each<[string, object, object]>([
    ['schema', { v: 'x' }, {}],
    ['author', { by: 'bob' }, {}],
    ['clock_ahead', { at: stampOf(NOW + 5 * 60_000 + 1) }, {}],
    ['settled', { at: stampOf(NOW) - 1 }, { settledBefore: stampOf(NOW) }],
    ['unknown_org', { cell: 'ca_ttc|R:NOPE|*|2027' }, {}],
    ['measure_read_only', { cell: 'marge|R:IDF|*|2027' }, {}],
    ['wrong_sheet', { cell: 'ca_ttc|*|*|2027' }, {}],
    ['wrong_sheet', {}, { sheet: 'SUD' }],
    ['wrong_sheet', { op: 'target' }, {}],
  ])('[S7] [E2] refuses: %s', (kind, change, where) => {
    expect(admitEdit({ ...honest(), ...change }, { ...admission, ...where })).toMatchObject({
      ok: false,
      refusal: { kind },
    });
  });

  test('judges comments too', () => {
    const say = {
      id: author('ada').newId(),
      op: 'say',
      cell: CELL,
      text: 'À revoir ?',
      value: null,
      by: 'ada',
      at: stampOf(NOW),
    };
    expect(admitComment(say, admission)).toMatchObject({ ok: true });
    for (const change of [{ text: '  ' }, { by: 'bob' }, { cell: 'x' }, { to: say.id }, { op: 'shout' }]) {
      expect(admitComment({ ...say, ...change }, admission).ok).toBe(false);
    }
  });

  test('a thread is settled at the value its cell showed, where that is said', () => {
    const resolve = {
      id: author('ada').newId(),
      op: 'resolve',
      cell: CELL,
      to: author('bob', 2).newId(),
      by: 'ada',
      at: 1,
    };
    for (const entry of [resolve, { ...resolve, value: 480 }, { ...resolve, value: null }]) {
      expect(admitComment(entry, admission)).toEqual({ ok: true, entry });
    }
    for (const change of [{ value: '480' }, { value: Infinity }, { text: 'ok' }, { to: undefined }]) {
      expect(admitComment({ ...resolve, ...change }, admission).ok).toBe(false);
    }
  });
});

describe('the clock', () => {
  test('is later than all it gave and saw, even when time stands still or goes back', () => {
    let now = NOW;
    const clock = createClock(() => now);
    const first = clock.next();
    expect(first).toBe(NOW * 1000);
    now -= 60_000;
    expect(clock.next()).toBe(first + 1);
    clock.see(first + 500);
    clock.see(Number.NaN);
    expect(clock.next()).toBe(first + 501);
    now += 120_000;
    expect(msOf(clock.next())).toBe(now);
  });
});

describe('intentions', () => {
  test('a set names what it replaces and keeps a lock unless it releases it', () => {
    const ada = author('ada');
    const held = setCell(ada, CELL, 480, [], 'hold');
    const engine = createEngine({ hierarchy, base: smallBase(), edits: [held] });
    const next = setCell(ada, CELL, 500, engine.live(CELL));
    expect(next).toMatchObject({ over: [held.id], lock: true });
    engine.append([next]);
    expect(engine.holds()).toMatchObject([{ cell: CELL, target: 500 }]);
    const release = setCell(ada, CELL, 500, engine.live(CELL), 'release');
    expect(release).not.toHaveProperty('lock');
    engine.append([release]);
    expect(engine.holds()).toEqual([]);
    expect(engine.value(CELL)).toBeCloseTo(500, 9);
  });

  test('an undo of entries in several sheets is one entry for each, and can be undone', () => {
    const ada = author('ada');
    const bob = setCell(author('bob', 2), CELL, 1, []);
    const own = [
      setCell(ada, 'ca_ttc|*|*|2027', 9, []),
      setCell(ada, 'qte|M:M3|*|2027', 9, []),
      targetCell(ada, CELL, 7),
    ];
    const engine = createEngine({ hierarchy, base: smallBase(), edits: own });
    const undos = undo(ada, hierarchy, [...own, bob]);
    expect(undos.map(({ sheet, edit }) => [sheet, edit.over.length])).toEqual([
      ['siege', 2],
      ['SUD', 1],
    ]);
    for (const { sheet, edit } of undos) {
      expect(admitEdit(edit, { hierarchy, sheet, by: 'ada', now: NOW, settledBefore: 0 })).toMatchObject({ ok: true });
    }
    engine.append(undos.map(({ edit }) => edit));
    expect(own.map((edit) => engine.status(edit))).toEqual(['dead', 'dead', 'dead']);
    engine.append(
      undo(
        ada,
        hierarchy,
        undos.map(({ edit }) => edit),
      ).map(({ edit }) => edit),
    );
    expect(own.map((edit) => engine.status(edit))).toEqual(['counts', 'counts', 'silent']);
  });
});

describe('a document', () => {
  test('gives back what was appended, tells observers, and skips what cannot be read', () => {
    const doc = new Y.Doc();
    const seen: unknown[] = [];
    const stop = edits.observe(doc, (added, origin) => seen.push(...added.map(({ id }) => id), origin));
    const edit = honest();
    doc.getArray('edits').push([{ junk: true }, 7, { ...edit, v: '480' }, { ...edit, over: 'all' }]);
    edits.append(doc, [{ ...edit, note: undefined }], 'me');
    stop();
    edits.append(doc, [changeCell(author('ada', 3), CELL, 'pct', 0.1)]);
    expect(seen).toEqual([edit.id, 'me']);
    expect(edits.read(doc)).toHaveLength(2);
    expect(doc.getArray('edits').get(4)).toEqual(edit);
    expect(comments.read(doc)).toEqual([]);
    expect(['siege', 'IDF', 'commons'].map(rootOf)).toEqual(['edits', 'edits', 'comments']);
  });
});
