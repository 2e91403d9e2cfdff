import { uuidv4 } from 'lib0/random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import { COMMONS, edits } from '../../shared/scenario/document.ts';
import { openRooms } from '../sync/testing/rooms.ts';
import { createLocalEngine } from './local-engine.ts';
import { openPlanSession } from './plan-session.ts';
import { smallPlan } from './testing.ts';
import type { PlanSession } from './plan-session.ts';
import type { Rooms } from '../sync/testing/rooms.ts';

const CELL = 'ca_ttc|R:BRE|*|2027-03';
const YEAR = 'ca_ttc|*|*|2027';

let rooms: Rooms;
let opened: PlanSession[];

beforeEach(async () => {
  rooms = await openRooms();
  opened = [];
});

afterEach(() => {
  for (const session of opened) session.close();
  rooms.stop();
});

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5_000, interval: 5 }).toBe(true);
}

async function open(user: string): Promise<PlanSession> {
  const plan = smallPlan();
  const session = openPlanSession({
    plan,
    engine: createLocalEngine(plan),
    user,
    syncUrl: rooms.url,
    socket: rooms.socket,
    now: Date.now,
    newId: uuidv4,
    onFrame: (run) => queueMicrotask(run),
    epochs: () => Promise.resolve(new Map<string, number>()),
    onRightsChanged: () => {},
  });
  opened.push(session);
  await until(() => session.ready.get());
  return session;
}

function value(session: PlanSession, address: string): number | null | undefined {
  const [measure = '', org = '', category = '', period = ''] = address.split('|');
  const index = session.plan.hierarchy.periodIndex.get(period) ?? -1;
  return session.row(measure, `${org}|${category}`)?.values[index];
}

describe('a plan session', () => {
  test('an edit of one reaches the totals of the other, and is saved when the server says so', async () => {
    const lea = await open('lea');
    const max = await open('max');
    rooms.automatic = false;
    await lea.edit(CELL, { op: 'set', v: 5_000 });
    expect(value(lea, CELL)).toBeCloseTo(5_000);
    expect(lea.save.get()).toEqual({ kind: 'saving', pending: 1 });
    await until(() => value(max, CELL) === value(lea, CELL));
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
    await until(() => value(max, CELL) === value(lea, CELL));
    await max.edit(CELL, { op: 'set', v: 6_000 });
    await until(() => value(lea, CELL) === value(max, CELL));
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
    await until(() => lea.save.get().kind === 'saved');
    const kept = value(lea, YEAR);
    expect(kept).not.toBe(before);
    rooms.automatic = false;
    await lea.edit(CELL, { op: 'set', v: 9e6 });
    expect(value(lea, YEAR)).not.toBe(kept);
    await until(() => edits.read(rooms.doc('BRE')).length === 1);
    rooms.replace('BRE', new Doc());
    rooms.end('BRE', 4403, '{"code":"rights"}');
    await until(() => lea.refusals.get().length === 1);
    expect(lea.refusals.get()[0]?.edits.map(({ cell }) => cell)).toEqual([CELL]);
    await until(() => value(lea, YEAR) === kept);
  });
});
