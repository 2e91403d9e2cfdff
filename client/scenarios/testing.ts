import { uuidv4 } from 'lib0/random';
import { expect } from 'vitest';
import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { encodeBase } from '../../shared/planning/base-binary.ts';
import { emptyBase } from '../../shared/planning/base.ts';
import { portOf } from '../rpc/ports.ts';
import { serve } from '../rpc/serve.ts';
import { openRooms } from '../sync/testing/rooms.ts';
import { createEngineMethods } from './engine/engine-methods.ts';
import { createRemoteEngine } from './engine/remote-engine.ts';
import { openPlanSession } from './session/plan-session.ts';
import type { PlanEngine } from './engine/engine.ts';
import type { StartThread } from './engine/engine-thread.ts';
import type { Plan } from './session/plan.ts';
import type { PlanSession, PlanSessionOptions } from './session/plan-session.ts';
import type { Rooms } from '../sync/testing/rooms.ts';
import type { Base } from '../../shared/planning/base.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';

/** Two regions, three stores, two categories, one kind of charges. */
export function smallHierarchy(): Hierarchy {
  return buildHierarchy({
    year: 2027,
    regions: [
      {
        code: 'BRE',
        name: 'Bretagne',
        stores: [
          { code: 'M001', name: 'Rennes' },
          { code: 'M002', name: 'Brest' },
        ],
      },
      { code: 'IDF', name: 'Île-de-France', stores: [{ code: 'M003', name: 'Paris Rivoli' }] },
    ],
    categories: [
      { code: 'EPI', name: 'Épicerie', vat: 0.055 },
      { code: 'TEX', name: 'Textile', vat: 0.2 },
    ],
    charges: [{ code: 'loyer', name: 'Loyer' }],
  });
}

/** 10 units at 20 € in every leaf, cost 8 €. */
export function smallBase(hierarchy: Hierarchy): Base {
  const base = emptyBase(hierarchy);
  base.q.fill(10);
  base.p.fill(20);
  base.k.fill(8);
  base.charges.fill(100);
  return base;
}

export function smallPlan(changes: Partial<Plan> = {}): Plan {
  return {
    id: 'plan',
    revision: 1,
    hierarchy: smallHierarchy(),
    base: '',
    closedMonths: 0,
    origins: { sources: [], copied: [], leftOut: [] },
    people: new Map(),
    epochs: new Map(),
    clockOffset: 0,
    ...changes,
  };
}

/** The engine's own methods behind a real channel, in this process: what a worker runs, without the worker. */
export const startInProcess: StartThread = () => {
  const { port1, port2 } = new MessageChannel();
  serve(
    portOf(port2),
    createEngineMethods((run) => setTimeout(run)),
  );
  return { port: portOf(port1), stop: () => port1.close() };
};

export function smallEngine(start: StartThread = startInProcess): PlanEngine {
  const hierarchy = smallHierarchy();
  return engineOf(hierarchy, smallBase(hierarchy), start);
}

export function engineOf(hierarchy: Hierarchy, base: Base, start: StartThread = startInProcess): PlanEngine {
  const bytes = (): ArrayBuffer => encodeBase(base).buffer;
  return createRemoteEngine({
    start,
    load: () => Promise.resolve({ tree: hierarchy.tree, base: bytes(), closedMonths: 0 }),
    loadLastYear: () => Promise.resolve(bytes()),
  });
}

/** Sessions of several people on one small plan, and the rooms they meet in. */
export interface Sessions {
  readonly rooms: Rooms;
  readonly open: (user: string, changes?: Partial<PlanSessionOptions>) => PlanSession;
  readonly close: () => void;
}

export async function openSessions(): Promise<Sessions> {
  const rooms = await openRooms();
  const opened: PlanSession[] = [];
  return {
    rooms,
    open: (user, changes) => {
      const session = openPlanSession({
        plan: smallPlan(),
        engine: smallEngine(),
        user,
        syncUrl: rooms.url,
        socket: rooms.socket,
        now: Date.now,
        newId: uuidv4,
        onFrame: (run) => queueMicrotask(run),
        epochs: () => Promise.resolve(new Map<string, number>()),
        onRightsChanged: () => {},
        ...changes,
      });
      opened.push(session);
      return session;
    },
    close: () => {
      for (const session of opened) session.close();
      rooms.stop();
    },
  };
}

/** What comes over sockets and from another thread. */
export async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5_000, interval: 5 }).toBe(true);
}
