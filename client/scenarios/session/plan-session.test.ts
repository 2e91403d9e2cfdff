import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import { COMMONS, edits } from '../../../shared/scenario/document.ts';
import { openSessions, smallEngine, until } from '../testing.ts';
import type { Sessions } from '../testing.ts';
import type { PlanSession } from './plan-session.ts';
import type { Rooms } from '../../sync/testing/rooms.ts';

const CELL = 'ca_ttc|R:BRE|*|2027-03';
/** What `smallBase` has there. */
const BASE = 800;
const YEAR = 'ca_ttc|*|*|2027';
const YEAR_BASE = 10 * 20 * 3 * 2 * 12;

let sessions: Sessions;
let rooms: Rooms;

beforeEach(async () => {
  sessions = await openSessions();
  ({ rooms } = sessions);
});

afterEach(() => sessions.close());

async function open(user: string): Promise<PlanSession> {
  const session = sessions.open(user);
  await until(() => session.ready.get() && value(session, YEAR) !== undefined);
  return session;
}

function value(session: PlanSession, address: string): number | null | undefined {
  const [measure = '', org = '', category = '', period = ''] = address.split('|');
  const index = session.plan.hierarchy.periodIndex.get(period) ?? -1;
  return session.row(measure, `${org}|${category}`)?.values[index];
}

/** Spreading over leaves leaves a rounding. */
function shows(session: PlanSession, address: string, expected: number): boolean {
  return Math.abs((value(session, address) ?? 0) - expected) < 1e-6;
}

describe('a plan session', () => {
  test('values typed faster than the engine answers name each other', async () => {
    const lea = await open('lea');
    await Promise.all([1_000, 2_000, 3_000].map((v) => lea.edit(CELL, { op: 'set', v })));
    await until(() => shows(lea, CELL, 3_000));
    expect(lea.row('ca_ttc', 'R:BRE|*')?.states[7]?.conflict).toBeUndefined();
  });

  test('an own edit is told once, with the rows it moved', async () => {
    const lea = await open('lea');
    for (const row of ['*|*', 'R:BRE|*', 'R:IDF|*', 'M:M001|*']) lea.row('ca_ttc', row);
    await until(() => lea.row('ca_ttc', 'M:M001|*') !== undefined);
    const told: string[][] = [];
    lea.watch((change) => change.kind === 'plan' && told.push([...change.rows].toSorted()));
    await lea.edit(CELL, { op: 'set', v: 5_000 });
    await until(() => told.length > 0);
    await until(() => lea.save.get().kind === 'saved');
    expect(told).toEqual([['*|*', 'M:M001|*', 'R:BRE|*']]);
  });

  test('an edit that was foreseen is there before the engine has answered, and again the same afterwards', async () => {
    const lea = await open('lea');
    const change = { cell: CELL, kind: 'enter', intent: { op: 'set', v: 5_000 } } as const;
    const [proposed] = await lea.commands.propose([change]);
    await lea.foresee(proposed!);
    let answered = false;
    const asked = lea.engine.value(YEAR).then(() => (answered = true));
    const seen = new Promise<[number, boolean]>((resolve) => {
      lea.watch(({ kind }) => kind === 'plan' && resolve([value(lea, YEAR) ?? 0, answered]));
    });
    await lea.commands.apply([change]);
    const [early, late] = await seen;
    expect([Math.round(early), late]).toEqual([YEAR_BASE + 5_000 - BASE, false]);
    await asked;
    await until(() => lea.row('ca_ttc', '*|*')?.states[7]?.moved !== undefined);
    expect(value(lea, YEAR)).toBe(early);
  });

  test('the engine gets ready for what a colleague types, unless one types oneself', async () => {
    const engine = smallEngine();
    const expected: string[] = [];
    const max = sessions.open('max', {
      engine: Object.assign(Object.create(engine) as typeof engine, {
        expect: (cell: string) => {
          expected.push(cell);
          return engine.expect(cell);
        },
      }),
    });
    const lea = await open('lea');
    // Who it is, which the server adds.
    const user = { id: 'lea', name: 'Léa', colour: '1' };
    const drafted = (cell: string) =>
      max.presence
        .get()
        .visitors.get(cell)
        ?.some(({ typing }) => typing !== undefined) === true;
    max.moveTo({ cell: YEAR, typing: '9' });
    lea.moveTo(Object.assign({ user }, { cell: YEAR, typing: '12' }));
    await until(() => drafted(YEAR));
    expect(expected).toEqual([]);
    max.moveTo({ cell: YEAR });
    lea.moveTo(Object.assign({ user }, { cell: CELL, typing: '12' }));
    await until(() => expected.includes(CELL));
  });

  test('an edit of one reaches the totals of the other, and is saved when the server says so', async () => {
    const lea = await open('lea');
    const max = await open('max');
    rooms.automatic = false;
    await lea.edit(CELL, { op: 'set', v: 5_000 });
    await until(() => shows(lea, CELL, 5_000));
    expect(lea.save.get()).toEqual({ kind: 'saving', pending: 1 });
    await until(() => shows(max, CELL, 5_000));
    expect(value(max, YEAR)).toBe(value(lea, YEAR));
    rooms.acknowledge('BRE');
    await until(() => lea.save.get().kind === 'saved');
  });

  test('an entry goes to the sheet of its cell', async () => {
    const lea = await open('lea');
    await lea.edit(CELL, { op: 'set', v: 5_000 });
    await lea.edit(YEAR, { op: 'pct', v: 0.1 });
    await until(() => lea.save.get().kind === 'saved');
    const cells = (sheet: string): string[] => edits.read(rooms.doc(sheet)).map(({ cell }) => cell);
    expect([cells('siege'), cells('BRE'), cells('IDF'), cells(COMMONS)]).toEqual([[YEAR], [CELL], [], []]);
  });

  test('replacing a value names it, so that nothing is in conflict; two at once are', async () => {
    const lea = await open('lea');
    const max = await open('max');
    await lea.edit(CELL, { op: 'set', v: 5_000 });
    await until(() => shows(max, CELL, 5_000));
    await max.edit(CELL, { op: 'set', v: 6_000 });
    await until(() => shows(lea, CELL, 6_000) && shows(max, CELL, 6_000));
    const conflict = (session: PlanSession) => session.row('ca_ttc', 'R:BRE|*')?.states[7]?.conflict;
    expect(conflict(lea)).toBeUndefined();

    rooms.end('BRE');
    await until(() => lea.save.get().kind === 'offline' && max.save.get().kind === 'offline');
    await Promise.all([lea.edit(CELL, { op: 'set', v: 1_000 }), max.edit(CELL, { op: 'set', v: 2_000 })]);
    lea.retry();
    max.retry();
    await until(() => conflict(lea) !== undefined && conflict(max) !== undefined);
    expect(conflict(lea)).toEqual(conflict(max));
  });

  test('a refused entry leaves the plan as if it had never been, and is told', async () => {
    const lea = await open('lea');
    const before = value(lea, YEAR);
    await lea.edit('ca_ttc|R:IDF|*|2027', { op: 'set', v: 1 });
    await until(() => lea.save.get().kind === 'saved' && value(lea, YEAR) !== before);
    const kept = value(lea, YEAR);
    rooms.automatic = false;
    await lea.edit(CELL, { op: 'set', v: 9e6 });
    await until(() => value(lea, YEAR) !== kept);
    await until(() => edits.read(rooms.doc('BRE')).length === 1);
    rooms.replace('BRE', new Doc());
    rooms.end('BRE', 4403, '{"code":"rights"}');
    await until(() => lea.refusals.get().length === 1);
    expect(lea.refusals.get()[0]?.edits.map(({ cell }) => cell)).toEqual([CELL]);
    await until(() => value(lea, YEAR) === kept);
  });

  test('[S17] of what a full sheet refused, what was saved before it is not told as refused', async () => {
    const lea = await open('lea');
    rooms.automatic = false;
    for (const v of [1_000, 2_000, 3_000]) await lea.edit(CELL, { op: 'set', v });
    await until(() => edits.read(rooms.doc('BRE')).length === 3);
    const kept = new Doc();
    edits.append(kept, edits.read(rooms.doc('BRE')).slice(0, 1));
    rooms.replace('BRE', kept);
    rooms.end('BRE', 4403, '{"code":"full"}');
    await until(() => lea.refusals.get().flatMap((refusal) => refusal.edits).length === 2);
    expect(lea.refusals.get().map(({ code, edits: refused }) => [code, refused.map(({ v }) => v)])).toEqual([
      ['full', [2_000, 3_000]],
    ]);
    await until(() => shows(lea, CELL, 1_000));
  });

  describe('whose sheet is compacted', () => {
    /** Puts a document with only these entries in place of the sheet's, as a new generation. */
    function compact(sheet: string, keep: (v: number | undefined) => boolean): void {
      const rebuilt = new Doc();
      edits.append(
        rebuilt,
        edits.read(rooms.doc(sheet)).filter(({ v }) => keep(v)),
      );
      rooms.replace(sheet, rebuilt);
      rooms.end(sheet, 4409, '{"code":"epoch"}');
    }
    const logged = async (session: PlanSession): Promise<(number | undefined)[]> =>
      (await session.engine.log()).map(({ edit }) => edit.v);

    test('forgets what was dropped, so that an undo shows what it does', async () => {
      const lea = await open('lea');
      await until(() => shows(lea, CELL, BASE));
      for (const v of [1_000, 2_000, 3_000]) await lea.edit(CELL, { op: 'set', v });
      await until(() => shows(lea, CELL, 3_000) && lea.save.get().kind === 'saved');
      compact('BRE', (v) => v !== 1_000);
      await expect.poll(() => logged(lea)).toEqual([2_000, 3_000]);
      await until(() => lea.save.get().kind === 'saved');
      expect(shows(lea, CELL, 3_000)).toBe(true);
      expect(lea.commands.stack.get().done).toHaveLength(2);
      await lea.commands.undo();
      await until(() => shows(lea, CELL, 2_000));
      await lea.commands.undo();
      await until(() => shows(lea, CELL, BASE));
      expect(await lea.commands.undo()).toBeUndefined();
    });

    test('keeps what is not yet saved, and what other sheets hold', async () => {
      const lea = await open('lea');
      await lea.edit(YEAR, { op: 'pct', v: 0.25 });
      await lea.edit(CELL, { op: 'set', v: 1_000 });
      await until(() => lea.save.get().kind === 'saved');
      rooms.automatic = false;
      await lea.edit(CELL, { op: 'set', v: 2_000 });
      await until(() => edits.read(rooms.doc('BRE')).length === 2);
      compact('BRE', () => false);
      await expect.poll(() => logged(lea)).toEqual([0.25, 2_000]);
      await until(() => shows(lea, CELL, 2_000) && edits.read(rooms.doc('BRE')).length === 1);
      rooms.acknowledge('BRE');
      await until(() => lea.save.get().kind === 'saved');
    });

    test('starts nothing over where nothing was dropped', async () => {
      const lea = await open('lea');
      await lea.edit(CELL, { op: 'set', v: 1_000 });
      await until(() => shows(lea, CELL, 1_000) && lea.save.get().kind === 'saved');
      const version = lea.changes.get();
      const states: string[] = [];
      lea.save.subscribe(() => states.push(lea.save.get().kind));
      compact('BRE', () => true);
      await until(() => states.length > 1 && states.at(-1) === 'saved');
      expect(await logged(lea)).toEqual([1_000]);
      // The document is read again, and holds nothing the engine has not got.
      expect(lea.changes.get()).toBe(version);
    });
  });
});
