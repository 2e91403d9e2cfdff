import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { COMMONS } from '../../../shared/scenario/document.ts';
import { groupCommit } from '../group-commit.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import { createPresenceExchange } from '../presence-exchange.ts';
import { createRooms } from '../registry.ts';
import { createRandom, createTestClock, judgeFor, newMetrics, SCENARIO, silentLog, turn } from './fixtures.ts';
import { aMember, awareness as awarenessFrame, nothing } from './member.ts';
import type { JournalStore } from '../journal.ts';
import type { Rooms } from '../registry.ts';
import type { Seat } from '../room.ts';
import type { TestMember } from './member.ts';

export interface PresenceSimulation {
  readonly seed: number;
  readonly steps: number;
  readonly servers: number;
  readonly people: number;
  readonly tabs: number;
}

export interface PresenceResult {
  /** What was promised and does not hold; empty when all is well. */
  readonly violations: string[];
  readonly moves: number;
  readonly crashes: number;
  readonly lost: number;
}

type Listener = (message: string) => void;

interface Server {
  readonly rooms: Rooms;
  /** Messages of the others on their way here. */
  readonly inbox: string[];
  listener: Listener;
  /** What a dead one still says is heard by nobody. */
  alive: boolean;
}

interface Tab {
  readonly user: string;
  readonly awareness: Awareness;
  cell: number;
  at: { readonly server: Server; readonly seat: Seat; readonly member: TestMember; read: number } | undefined;
}

const REF = { document: 1, epoch: 1, scenario: SCENARIO, sheet: COMMONS, revision: 1 };
/**
 * Longer than a dead server is believed to live. Clocks of one client may have moved apart at the servers; who comes from the one
 * that is ahead sees it again when its clock, which moves with each renewal, has caught up.
 */
const HEALING_S = 150;
const RENEWAL_S = 15;

/**
 * Tabs with real awareness on the real rooms of several servers, between which messages are late, lost, or all lost for a while,
 * and servers that die. At the end everything heals, and everybody must see who is there, and nobody else.
 */
export async function simulatePresence(options: PresenceSimulation): Promise<PresenceResult> {
  const random = createRandom(options.seed);
  const clock = createTestClock();
  const journal: JournalStore = createMemoryJournal();
  const counts = { moves: 0, crashes: 0, lost: 0 };
  let started = 0;
  let away = false;
  let healed = false;

  function startServer(): Server {
    const server = { inbox: [], listener: () => {}, alive: true } as unknown as Server;
    const bus = {
      publish(_channel: string, message: string) {
        server.listener(message);
        for (const other of server.alive ? servers : []) {
          if (other === server) continue;
          if (!healed && (away || random.below(15) === 0)) counts.lost++;
          else other.inbox.push(message);
        }
      },
      subscribe(_channel: string, listener: Listener) {
        server.listener = listener;
        return () => {};
      },
    };
    const exchange = createPresenceExchange({ bus, server: `server-${++started}`, log: silentLog });
    const rooms = createRooms({
      journal: groupCommit(journal),
      clock,
      metrics: newMetrics(),
      log: silentLog,
      judgeFor: async ({ sheet }) => judgeFor(sheet),
      epochOf: async () => 1,
      limits: { idleMs: 500 },
      exchange,
    });
    return Object.assign(server, { rooms });
  }

  const servers: Server[] = [];
  while (servers.length < options.servers) servers.push(startServer());
  const tabs = Array.from({ length: options.tabs }, (_, n): Tab => openTab(`person ${n % options.people}`));

  function openTab(user: string): Tab {
    const doc = new Y.Doc();
    doc.clientID = random.below(2 ** 32);
    const awareness = new Awareness(doc);
    awareness.setLocalState({ cell: '0' });
    return { user, awareness, cell: 0, at: undefined };
  }

  async function connect(tab: Tab): Promise<void> {
    const server = random.pick(servers);
    const member = aMember({ user: tab.user });
    const joined = await server.rooms.join(REF, member);
    if (joined.kind !== 'joined') return;
    tab.at = { server, seat: joined.seat, member, read: 0 };
    speak(tab);
    joined.seat.receive(nothing());
  }

  function speak(tab: Tab): void {
    tab.at?.seat.receive(awarenessFrame(encodeAwarenessUpdate(tab.awareness, [tab.awareness.clientID])));
  }

  function read(tab: Tab): void {
    const { at } = tab;
    if (!at) return;
    for (const { type, payload } of at.member.received.slice(at.read)) {
      if (type === 'awareness') applyAwarenessUpdate(tab.awareness, payload, 'server');
    }
    at.read = at.member.received.length;
  }

  /** A connection is seen to have ended by the server at once, or when it looks again. */
  function drop(tab: Tab, noticed: boolean): void {
    const { at } = tab;
    tab.at = undefined;
    if (noticed) at?.seat.leave();
    else if (at) clock.after(1_000 + random.below(20_000), () => at.seat.leave());
    const others = [...tab.awareness.getStates().keys()].filter((client) => client !== tab.awareness.clientID);
    removeAwarenessStates(tab.awareness, others, 'gone');
  }

  function deliver(server: Server): void {
    const message = server.inbox.shift();
    if (message !== undefined) server.listener(message);
  }

  function crash(): void {
    const index = random.below(servers.length);
    const dead = servers[index]!;
    dead.alive = false;
    for (const tab of tabs) if (tab.at?.server === dead) drop(tab, false);
    servers[index] = startServer();
    counts.crashes++;
  }

  async function step(): Promise<void> {
    const tab = random.pick(tabs);
    const dice = random.below(100);
    if (dice < 35) {
      tab.awareness.setLocalStateField('cell', String(++tab.cell));
      speak(tab);
    } else if (dice < 55) deliver(random.pick(servers));
    else if (dice < 70) read(tab);
    else if (dice < 85) clock.advance(random.pick([10, 50, 500, 5_000]));
    else if (dice < 90 && tab.at) {
      drop(tab, random.below(2) === 0);
      counts.moves++;
    } else if (dice < 97 && !tab.at) await connect(tab);
    else if (dice === 98) away = random.below(4) === 0;
    else if (dice === 99 && random.below(4) === 0) crash();
    if (random.below(3) === 0) await turn(1);
  }

  async function heal(): Promise<void> {
    healed = true;
    for (let second = 0; second < HEALING_S; second++) {
      for (const tab of tabs) {
        if (!tab.at && second === 0 && random.below(4) > 0) await connect(tab);
        if (second % RENEWAL_S === 0) {
          tab.awareness.setLocalState({ cell: String(tab.cell) });
          speak(tab);
        }
      }
      for (let round = 0; round < 4; round++) {
        clock.advance(250);
        for (const server of servers) while (server.inbox.length > 0) deliver(server);
      }
      for (const tab of tabs) read(tab);
      await turn(1);
    }
  }

  for (const tab of tabs) await connect(tab);
  for (let index = 0; index < options.steps; index++) await step();
  await heal();
  const violations = check(tabs);
  for (const tab of tabs) tab.awareness.destroy();
  return { violations, ...counts };
}

interface Shown {
  readonly user: { readonly id: string; readonly colour: string };
  readonly cell: string;
}

function check(tabs: readonly Tab[]): string[] {
  const violations: string[] = [];
  const there = tabs.filter(({ at }) => at);
  for (const { awareness, user } of there) {
    // A client has its own word for itself, and need not read what is made of it.
    const states = [...awareness.getStates()].filter(([client]) => client !== awareness.clientID) as [number, Shown][];
    // A client has its own word for itself.
    const others = there.filter((tab) => tab.awareness !== awareness);
    const expected = others.map((tab) => `${tab.awareness.clientID} ${tab.user} ${tab.cell}`).toSorted();
    const seen = states.map(([client, state]) => `${client} ${state.user.id} ${state.cell}`).toSorted();
    if (seen.join('; ') !== expected.join('; ')) {
      violations.push(`${user} sees ${seen.join('; ')} instead of ${expected.join('; ')}`);
    }
    const colours = new Set(states.map(([, state]) => `${state.user.id} ${state.user.colour}`));
    const worn = new Set(states.map(([, state]) => state.user.colour));
    const people = new Set(states.map(([, state]) => state.user.id));
    if (colours.size !== people.size || worn.size !== people.size)
      violations.push(`${user} sees ${[...colours].join()}`);
  }
  for (const { user, at } of tabs) {
    const closes = at?.member.closes ?? [];
    if (closes.length > 0) violations.push(`${user} was closed: ${JSON.stringify(closes)}`);
  }
  return violations;
}
