import { stampOf } from '../../../shared/scenario/clock.ts';
import { compactRows } from '../compaction.ts';
import { createEntryJudge } from '../entry-judge.ts';
import { newValues } from '../../../shared/scenario/entry-rows.ts';
import { groupCommit } from '../group-commit.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import { createRooms } from '../registry.ts';
import {
  anEdit,
  createRandom,
  createTestClock,
  hierarchy,
  newMetrics,
  NOW,
  silentLog,
  SCENARIO,
  turn,
} from './fixtures.ts';
import { createSimClient } from './sim-client.ts';
import { createSimAuthor } from './sim-plan.ts';
import { checkEnd, checkPlan, storedEntries } from './sim-end.ts';
import type { Journal, JournalStore } from '../journal.ts';
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
  /** People write over each other and take back, and the log is compacted at any moment. */
  readonly compaction?: boolean;
  /** Where the document lives; in memory unless given. */
  readonly home?: SimulationHome;
}

export interface SimulationHome {
  readonly store: JournalStore;
  readonly document: number;
  readonly epochOf: () => Promise<number>;
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
  readonly compactions: number;
  /** Entries that are in the journal and no longer in the document. */
  readonly dropped: number;
}

type Entry = Record<string, unknown>;

interface Server {
  rooms: Rooms;
  journal: Journal;
  alive: boolean;
}

/** A message of the other server may still be on its way. */
const QUIET_ROUNDS = 10;

function inMemory(): SimulationHome {
  const store = createMemoryJournal();
  return {
    store,
    document: 1,
    epochOf: async () => store.epochOf(1),
    users: Array.from({ length: 8 }, (_, n) => `00000000-0000-4000-8000-0000000000f${n}`),
    breathe: () => turn(2),
  };
}

/** Random people, networks and crashes on the real rooms; at the end everything heals, and what was promised is checked. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const random = createRandom(options.seed);
  const clock = createTestClock();
  const { store: journal, document, epochOf, users, breathe } = options.home ?? inMemory();
  const ref = { document, epoch: 1, scenario: SCENARIO, sheet: 'IDF', revision: 1 };
  const everything = new Map<string, Entry>();
  const acknowledged = new Set<string>();
  const underWay = { calls: 0 };
  const violations: string[] = [];
  let entries = 0;
  let crashes = 0;
  let drops = 0;
  let compactions = 0;
  /** Entries stamped before have settled. */
  let settled = 0;

  function startServer(): Server {
    const server = { alive: true } as Server;
    const store = options.storage?.(journal, () => server.alive) ?? journal;
    server.journal = groupCommit(killable(store, () => server.alive, underWay));
    server.rooms = createRooms({
      journal: server.journal,
      clock,
      metrics: newMetrics(),
      log: silentLog,
      judgeFor: async ({ sheet }) => createEntryJudge(hierarchy, sheet, clock.now, settled),
      epochOf,
      limits: { idleMs: 500 },
    });
    return server;
  }

  const servers = Array.from({ length: options.servers }, startServer);
  const home = new Map<SimClient, Server>();
  const clients = Array.from({ length: options.clients }, (_, n) =>
    createSimClient(ref, { id: users[n % users.length]!, name: `Person ${n}` }),
  );

  const authors = new Map(
    clients.map((client) => [client, createSimAuthor(random, client.user.id, clock.now, () => ++entries)]),
  );

  async function connect(client: SimClient): Promise<void> {
    const epoch = await epochOf();
    const server = random.pick(servers);
    home.set(client, server);
    client.connect(server.rooms, epoch);
  }

  function append(client: SimClient): void {
    const count = random.below(5) === 0 ? 1 + random.below(8) : 1;
    const plain = (): Entry => {
      entries++;
      return anEdit(entries, { by: client.user.id, at: NOW * 1000 + entries });
    };
    const added = options.compaction
      ? authors.get(client)!.next(client.known, ({ at }) => at >= settled)
      : Array.from({ length: count }, plain);
    for (const entry of added) everything.set(String(entry['id']), entry);
    client.append(added);
  }

  /** Nobody was away for longer: whatever is on its way to or from anybody, and what it takes back, is younger. */
  function horizon(): number {
    const young = [...everything.values()].filter(({ at }) => Number(at) >= settled);
    const underWay = clients.flatMap((client) => [
      ...young.filter(({ id }) => !client.known.has(String(id))),
      ...client.unsaved().flatMap((entry) => {
        const taken = entry['op'] === 'undo' ? (entry['over'] as string[]) : [];
        return [entry, ...taken.map((id) => everything.get(id))];
      }),
    ]);
    return Math.min(stampOf(clock.now()), ...underWay.map((entry) => Number(entry?.['at'])));
  }

  async function compact(): Promise<void> {
    const server = random.pick(servers);
    const epoch = await epochOf();
    settled = Math.max(settled, horizon());
    const newClient = (): number => random.below(2 ** 32);
    const how = { root: 'edits', settledBefore: settled, newClient, worth: { entries: 1, share: 0 } };
    const outcome = await server.journal.rebuild(document, epoch, (rows) => compactRows(rows, how)?.next);
    if (outcome === 'begun') compactions++;
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
    if (dice < (options.compaction ? 12 : 25)) append(client);
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
    } else if (dice < 96 && !client.connected()) await connect(client);
    else if (dice >= 91 && dice < 98 && client.connected() && options.compaction) void compact().catch(() => {});
    else if (dice >= 99 && options.crashes && random.below(3) === 0) crash();
    if (random.below(3) === 0) await (options.home ? breathe() : turn(1));
    for (const id of client.durable) acknowledged.add(id);
  }

  async function heal(): Promise<void> {
    let quiet = 0;
    for (let round = 0; round < 400; round++) {
      for (const client of clients) if (!client.connected()) await connect(client);
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

  for (const client of clients) await connect(client);
  for (let index = 0; index < options.steps; index++) await step();
  await heal();

  for (const client of clients) {
    for (const id of client.durable) acknowledged.add(id);
    const bad = client.closes.filter((code) => code !== 4500 && code !== 4409);
    if (bad.length > 0) violations.push(`an honest client was closed with ${bad.join(', ')}`);
  }
  const epoch = await epochOf();
  const durable = new Map<string, Entry>();
  for (let past = 1; past <= epoch; past++) {
    for (const { bytes, client } of await journal.readAfter({ document, epoch: past, seq: 0 })) {
      for (const entry of (newValues(bytes, client, 0) ?? []) as Entry[]) durable.set(String(entry['id']), entry);
    }
  }
  const stored = storedEntries(await journal.load(document, epoch));
  violations.push(...checkEnd({ stored, durable, clients, acknowledged, everything }));
  if (options.compaction) violations.push(...checkPlan({ stored, durable, clients }));
  const dropped = durable.size - stored.length;
  return { violations, acknowledged: acknowledged.size, crashes, drops, compactions, dropped };
}

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
    rebuild: (document, epoch, make) => guard(() => store.rebuild(document, epoch, make)),
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
