import { uuidv4 } from 'lib0/random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildHierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import { growBase } from '../../../shared/planning/base-grow.ts';
import { edits } from '../../../shared/scenario/document.ts';
import { handOver } from './hand-over.ts';
import { engineOf, openSessions, smallBase, smallHierarchy, smallPlan, until } from '../testing.ts';
import type { Sessions } from '../testing.ts';
import type { Plan } from './plan.ts';
import type { PlanSession } from './plan-session.ts';
import type { Rooms } from '../../sync/testing/rooms.ts';

const CELL = 'ca_ttc|R:BRE|*|2027-03';
const NEW = 'ca_ttc|M:M049|*|2027-03';

let sessions: Sessions;
let rooms: Rooms;
let judged: number;

beforeEach(async () => {
  sessions = await openSessions();
  ({ rooms } = sessions);
  judged = 0;
});

afterEach(() => sessions.close());

/** The figures come from another thread. */
async function shows(read: () => number | null | undefined, value: number): Promise<void> {
  await expect.poll(read, { timeout: 5_000, interval: 5 }).toBeCloseTo(value);
}

/** The small plan with a store more in Brittany. */
function largerPlan(): Plan {
  const plan = smallPlan();
  const { tree } = plan.hierarchy;
  const regions = tree.regions.map((region) =>
    region.code === 'BRE' ? { ...region, stores: [...region.stores, { code: 'M049', name: 'Vannes' }] } : region,
  );
  const hierarchy = buildHierarchy({ ...tree, regions });
  return { ...plan, revision: 2, hierarchy };
}

function open(plan: Plan): PlanSession {
  return sessions.open('lea', {
    plan,
    engine: engineOf(plan.hierarchy, growBase(plan.hierarchy, smallBase(smallHierarchy()))),
    onRightsChanged: () => judged++,
  });
}

const march = (session: PlanSession, row: string) => session.row('ca_ttc', row)?.values[7];
const saved = (): string[] => edits.read(rooms.doc('BRE')).map(({ cell }) => cell);

describe('a session in the place of another', () => {
  test('takes what could not be sent along, once', async () => {
    const before = open(smallPlan());
    await until(() => before.ready.get());
    await before.edit('ca_ttc|M:M001|*|2027-03', { op: 'set', v: 700 });
    await until(() => before.save.get().kind === 'saved');
    rooms.end('BRE', 4401);
    await until(() => before.save.get().kind === 'stopped');
    await before.edit(CELL, { op: 'set', v: 5_000 });
    expect(before.unsaved().map(({ cell }) => cell)).toEqual([CELL]);

    let taken = false;
    const next = open(largerPlan());
    handOver(before, next, () => (taken = true));
    await until(() => taken && next.save.get().kind === 'saved');
    expect(saved()).toEqual(['ca_ttc|M:M001|*|2027-03', CELL]);
    await shows(() => march(next, 'R:BRE|*'), 5_000);
    await shows(() => march(next, 'M:M049|*'), 0);
  });

  test('does not send again what is there and was not yet acknowledged', async () => {
    const before = open(smallPlan());
    await until(() => before.ready.get());
    rooms.automatic = false;
    await before.edit(CELL, { op: 'set', v: 5_000 });
    await until(() => saved().length === 1);
    expect(before.unsaved().length).toBe(1);
    const next = open(largerPlan());
    let taken = false;
    handOver(before, next, () => (taken = true));
    await until(() => taken);
    expect(next.unsaved()).toEqual([]);
    expect(saved()).toEqual([CELL]);
  });

  test('is not taken before it is ready, nor after it was given up', async () => {
    const before = open(smallPlan());
    await until(() => before.ready.get());
    let taken = 0;
    const next = open(largerPlan());
    const giveUp = handOver(before, next, () => taken++);
    expect(taken).toBe(0);
    giveUp();
    await until(() => next.ready.get());
    expect(taken).toBe(0);
    await before.edit(CELL, { op: 'set', v: 5_000 });
    await until(() => before.save.get().kind === 'saved');
  });
});

test('an entry of a newer model does not keep others from a session of the older one, and counts in the next', async () => {
  const before = open(smallPlan());
  await until(() => before.ready.get());
  const entry = (cell: string, v: number) => {
    return { id: uuidv4(), op: 'set' as const, cell, v, over: [], by: 'max', at: Date.now() * 1000 };
  };
  edits.append(rooms.doc('BRE'), [entry(NEW, 40), entry('ca_ttc|M:M001|*|2027-03', 700)]);
  await until(() => Math.abs((march(before, 'M:M001|*') ?? 0) - 700) < 1e-6);
  const next = open(largerPlan());
  await until(() => next.ready.get());
  await shows(() => march(next, 'M:M001|*'), 700);
  await shows(() => march(next, 'M:M049|*'), 40);
});

test('whoever connects, at first or again, asks whether the model is another one', async () => {
  const session = open(smallPlan());
  // Comments connect in their own time.
  await until(() => session.save.get().kind === 'saved');
  expect(judged).toBe(1);
  rooms.end('BRE');
  await until(() => session.save.get().kind === 'offline');
  session.retry();
  await until(() => session.save.get().kind === 'saved');
  expect(judged).toBe(2);
});
