import * as Y from 'yjs';
import { groupCommit } from '../group-commit.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import { createRooms } from '../registry.ts';
import { createReplica } from '../replica.ts';
import {
  anEdit,
  createRandom,
  createTestClock,
  judgeFor,
  newMetrics,
  NOW,
  silentLog,
  SCENARIO,
  turn,
} from './fixtures.ts';
import { createSimClient } from './sim-client.ts';
import type { JournalStore, Loaded } from '../journal.ts';
import type { Rooms } from '../registry.ts';
import type { SimClient } from './sim-client.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly steps: number;
  readonly clients: number;
  readonly servers: number;
  /** Wraps the storage of each server: faults, or the lie a mutant tells. `isAlive` is false once that server crashed. */
  readonly storage?: (store: JournalStore, isAlive: () => boolean) => JournalStore;
  readonly crashes: boolean;
  /** Where the document lives; in memory unless given. */
  readonly home?: SimulationHome;
}

export interface SimulationHome {
  readonly store: JournalStore;
  readonly document: number;
  /** Of those who write. */
  readonly users: readonly string[];
  /** Lets storage answer: the simulation itself only waits for the event loop. */
  readonly breathe: () => Promise<unknown>;
}

export interface SimulationResult {
  /** What was promised and does not hold; empty when all is well. */
  readonly violations: string[];
  readonly acknowledged: number;
  readonly crashes: number;
  readonly drops: number;
}

interface Server {
  rooms: Rooms;
  alive: boolean;
}

/** A message of the other server may still be on its way. */
const QUIET_ROUNDS = 10;

const inMemory = (): SimulationHome => ({
  store: createMemoryJournal(),
  document: 1,
  users: Array.from({ length: 8 }, (_, n) => `00000000-0000-4000-8000-0000000000f${n}`),
  breathe: () => turn(2),
});

/** Random people, networks and crashes on the real rooms; at the end everything heals, and what was promised is checked. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const random = createRandom(options.seed);
  const clock = createTestClock();
  const { store: journal, document, users, breathe } = options.home ?? inMemory();
  const ref = { document, epoch: 1, scenario: SCENARIO, sheet: 'IDF', revision: 1 };
  const everything = new Set<string>();
  const acknowledged = new Set<string>();
  const underWay = { calls: 0 };
  const violations: string[] = [];
  let entries = 0;
  let crashes = 0;
  let drops = 0;

  function startServer(): Server {
    const server: Server = { alive: true, rooms: undefined as unknown as Rooms };
    const store = options.storage?.(journal, () => server.alive) ?? journal;
    server.rooms = createRooms({
      journal: groupCommit(killable(store, () => server.alive, underWay)),
      clock,
      metrics: newMetrics(),
      log: silentLog,
      judgeFor: async ({ sheet }) => judgeFor(sheet),
      epochOf: async () => 1,
      limits: { idleMs: 500 },
    });
    return server;
  }

  const servers = Array.from({ length: options.servers }, startServer);
  const home = new Map<SimClient, Server>();
  const clients = Array.from({ length: options.clients }, (_, n) =>
    createSimClient(ref, { id: users[n % users.length]!, name: `Person ${n}`, colour: '1' }),
  );

  function connect(client: SimClient): void {
    const server = random.pick(servers);
    home.set(client, server);
    client.connect(server.rooms);
  }

  function append(client: SimClient): void {
    const count = random.below(5) === 0 ? 1 + random.below(8) : 1;
    const added = Array.from({ length: count }, () => {
      entries++;
      return anEdit(entries, { by: client.user.id, at: NOW * 1000 + entries });
    });
    for (const { id } of added) everything.add(String(id));
    client.append(added);
  }

  function crash(): void {
    const index = random.below(servers.length);
    const server = servers[index]!;
    server.alive = false;
    crashes++;
    for (const client of clients) if (home.get(client) === server) client.drop();
    servers[index] = startServer();
  }

  async function step(): Promise<void> {
    const client = random.pick(clients);
    const dice = random.below(100);
    if (dice < 25) append(client);
    else if (dice < 75) client.deliver(dice < 50 ? 'up' : 'down');
    else if (dice < 82) clock.advance(random.pick([1, 20, 60, 300]));
    else if (dice < 86)
      void random
        .pick(servers)
        .rooms.catchUp()
        .catch(() => {});
    else if (dice < 91 && client.connected()) {
      client.drop();
      drops++;
    } else if (dice < 97 && !client.connected()) connect(client);
    else if (dice >= 99 && options.crashes && random.below(3) === 0) crash();
    if (random.below(3) === 0) await (options.home ? breathe() : turn(1));
    for (const id of client.durable) acknowledged.add(id);
  }

  async function heal(): Promise<void> {
    let quiet = 0;
    for (let round = 0; round < 400; round++) {
      for (const client of clients) if (!client.connected()) connect(client);
      await breathe();
      for (const { rooms } of servers) await rooms.catchUp().catch(() => {});
      let moved = false;
      for (const client of clients) while (client.deliver('up') || client.deliver('down')) moved = true;
      clock.advance(100);
      await breathe();
      const saved =
        underWay.calls === 0 && clients.every((client) => client.connected() && client.unsaved().length === 0);
      quiet = !moved && saved ? quiet + 1 : 0;
      if (quiet === QUIET_ROUNDS) return;
    }
    violations.push('the clients did not come to rest');
  }

  for (const client of clients) connect(client);
  for (let index = 0; index < options.steps; index++) await step();
  await heal();

  for (const client of clients) {
    for (const id of client.durable) acknowledged.add(id);
    const bad = client.closes.filter((code) => code !== 4500 && code !== 4409);
    if (bad.length > 0) violations.push(`an honest client was closed with ${bad.join(', ')}`);
  }
  const loaded = await journal.load(document, 1);
  violations.push(...checkEnd(loaded, clients, acknowledged, everything));
  return { violations, acknowledged: acknowledged.size, crashes, drops };
}

function checkEnd(
  loaded: Loaded,
  clients: readonly SimClient[],
  acknowledged: ReadonlySet<string>,
  everything: ReadonlySet<string>,
): string[] {
  const violations: string[] = [];
  const cold = new Y.Doc();
  // Checks on its way that rows follow each other and leave nothing pending.
  Y.applyUpdate(cold, createReplica('edits', loaded).difference(Uint8Array.of(0)));
  const stored = idsOf(cold);
  for (const id of acknowledged) if (!stored.includes(id)) violations.push(`acknowledged and lost: ${id}`);
  for (const id of stored) if (!everything.has(id)) violations.push(`written by nobody: ${id}`);
  if (new Set(stored).size !== stored.length) violations.push('an entry is there twice');
  for (const client of clients) {
    if (idsOf(client.doc()).join() !== stored.join()) violations.push(`${client.user.name} sees something else`);
  }
  return violations;
}

const idsOf = (doc: Y.Doc): string[] => doc.getArray<{ id: string }>('edits').map(({ id }) => id);

/** A dead server's calls reach the storage no more, and it hears no answer. */
function killable(store: JournalStore, isAlive: () => boolean, underWay: { calls: number }): JournalStore {
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!isAlive()) return new Promise<T>(() => {});
    underWay.calls++;
    const answer = await call().finally(() => underWay.calls--);
    return isAlive() ? answer : new Promise<T>(() => {});
  };
  return {
    appendAll: (batches) => guard(() => store.appendAll(batches)),
    load: (document, epoch) => guard(() => store.load(document, epoch)),
    readAfter: (position) => guard(() => store.readAfter(position)),
    heads: (positions) => guard(() => store.heads(positions)),
    saveSnapshot: (document, epoch, snapshot) => guard(() => store.saveSnapshot(document, epoch, snapshot)),
  };
}

/** Storage that fails at random, before or after the append took effect, and takes its time. */
export function faulty(store: JournalStore, seed: number): JournalStore {
  const random = createRandom(seed);
  return {
    ...store,
    async appendAll(batches) {
      await turn(random.below(4));
      const dice = random.below(20);
      if (dice === 0) throw new Error('the connection broke before the commit');
      const answers = await store.appendAll(batches);
      if (dice === 1) throw new Error('the connection broke after the commit');
      await turn(random.below(3));
      return answers;
    },
    async readAfter(position) {
      if (random.below(20) === 0) throw new Error('the connection broke');
      return store.readAfter(position);
    },
    async load(document, epoch) {
      if (random.below(6) === 0) throw new Error('the connection broke');
      await turn(random.below(3));
      return store.load(document, epoch);
    },
  };
}
