import { performance } from 'node:perf_hooks';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { WebSocket, WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { createRevocations } from '../server/accounts/revocations.ts';
import { createSessions } from '../server/accounts/sessions.ts';
import { createPool, type Pool } from '../server/postgres/pool.ts';
import { createBus } from '../server/redis/bus.ts';
import { insertScenario } from '../server/sync/testing/database.ts';
import { anEdit, silentLog } from '../server/sync/testing/fixtures.ts';
import { nothing, step1, update } from '../server/sync/testing/member.ts';
import { startSyncServer, type Running } from '../server/sync/testing/socket-server.ts';
import { startRetailServer } from './retail-database.ts';
import { latency, rounded, type Latency } from './statistics.ts';

export interface RelayBench {
  unit: 'ms';
  note: string;
  /** One edit at a time, one other person. */
  quiet: Relay;
  floors: { echo: Latency; commit: Latency };
  /** Durable acknowledgement over one bare commit and one bare echo, medians. */
  acknowledgedOverFloor: number;
  /** Many people at once. */
  busy: Relay & { editors: number; editsPerSecond: number; commitsPerEdit: number };
}

interface Relay {
  /** Edit sent → its author knows that it is durable. */
  acknowledged: Latency;
  /** Edit sent → the frame with it has arrived at somebody else. */
  seen: Latency;
}

const QUIET_EDITS = 500;
const EDITORS = 50;
const PAUSE_MS = 500;
const BUSY_MS = 6_000;

/** Latency of an edit through gate, journal and room, beside a bare echo and a bare commit of the same size in the same run. */
export async function runRelayBench(options: { quietEdits?: number; busyMs?: number } = {}): Promise<RelayBench> {
  const postgres = await startRetailServer();
  const pool = createPool(await postgres.database('relay'), silentLog);
  const sessions = createSessions(pool);
  const revocations = createRevocations(createBus(undefined, silentLog));
  const server = await startSyncServer({ pool, sessions, revocations });
  try {
    const user = await addUser(pool);
    const scenario = await insertScenario(pool, user);
    const cookie = (await sessions.create(user, false)).split(';')[0] ?? '';
    const connect = (): Promise<Editor> => openEditor(server, scenario, cookie, user);
    const quiet = await measureQuiet(connect, options.quietEdits ?? QUIET_EDITS);
    const floors = { echo: await measureEcho(quiet.bytes), commit: await measureCommits(pool, quiet.bytes) };
    const busy = await measureBusy(connect, pool, options.busyMs ?? BUSY_MS);
    return {
      unit: 'ms',
      note: 'server and clients share one process, PostgreSQL runs with fsync',
      quiet: { acknowledged: quiet.acknowledged, seen: quiet.seen },
      floors,
      acknowledgedOverFloor: rounded(quiet.acknowledged.p50 / (floors.echo.p50 + floors.commit.p50)),
      busy,
    };
  } finally {
    await server.stop();
    await pool.end();
    await postgres.stop();
  }
}

interface Editor {
  /** Sends one edit; resolves with the ms until it was durable. */
  edit(): Promise<number>;
  /** When the entry with this id arrived. */
  arrival(id: string): number | undefined;
  /** Ids of its edits and when they were sent. */
  readonly sent: ReadonlyMap<string, number>;
  close(): void;
}

let edits = 0;

async function openEditor(server: Running, scenario: string, cookie: string, user: string): Promise<Editor> {
  const doc = new Y.Doc();
  const sent = new Map<string, number>();
  const arrivals = new Map<string, number>();
  const waiting: { clock: number; since: number; resolve: (ms: number) => void }[] = [];
  const socket = new WebSocket(`ws://${server.url}/sync/${scenario}/IDF`, {
    headers: { Cookie: cookie, Origin: `http://${server.url}` },
  });
  let own: Uint8Array | undefined;
  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin !== 'server') own = bytes;
  });
  doc.getArray<{ id: string }>('edits').observe(({ changes }) => {
    const now = performance.now();
    for (const { content } of changes.added) {
      for (const { id } of content.getContent() as { id: string }[]) arrivals.set(id, now);
    }
  });
  const ready = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code, reason) => reject(new Error(`closed ${code} ${reason.toString()}`)));
    socket.on('message', (data: Buffer) => {
      const decoder = createDecoder(data);
      const type = readVarUint(decoder);
      if (type === 0) {
        if (readVarUint(decoder) > 0) Y.applyUpdate(doc, readVarUint8Array(decoder), 'server');
        return;
      }
      if (type !== 100) return;
      resolve();
      const clock = Y.decodeStateVector(readVarUint8Array(decoder)).get(doc.clientID) ?? 0;
      while (waiting[0] && waiting[0].clock <= clock) {
        const { since, resolve: done } = waiting.shift()!;
        done(performance.now() - since);
      }
    });
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(step1(doc));
  socket.send(nothing());
  await ready;
  return {
    edit() {
      const entry = anEdit(++edits, { by: user, at: Date.now() * 1000 });
      const since = performance.now();
      sent.set(String(entry['id']), since);
      doc.getArray('edits').push([entry]);
      if (own) socket.send(update(own));
      const clock = Y.getState(doc.store, doc.clientID);
      return new Promise((resolve) => waiting.push({ clock, since, resolve }));
    },
    arrival: (id) => arrivals.get(id),
    sent,
    close: () => socket.terminate(),
  };
}

async function measureQuiet(connect: () => Promise<Editor>, count: number): Promise<Relay & { bytes: number }> {
  const [author, other] = [await connect(), await connect()];
  const acknowledged: number[] = [];
  for (let n = 0; n < count; n++) acknowledged.push(await author.edit());
  const seen = await delays([author], [other]);
  const doc = new Y.Doc();
  doc.getArray('edits').push([anEdit(1)]);
  for (const editor of [author, other]) editor.close();
  return { acknowledged: latency(acknowledged), seen: latency(seen), bytes: Y.encodeStateAsUpdate(doc).length };
}

async function measureBusy(connect: () => Promise<Editor>, pool: Pool, ms: number): Promise<RelayBench['busy']> {
  const editors = await Promise.all(Array.from({ length: EDITORS }, connect));
  const commits = await countCommits(pool);
  const acknowledged: number[] = [];
  const until = performance.now() + ms;
  await Promise.all(
    editors.map(async (editor, index) => {
      await pause((index / EDITORS) * PAUSE_MS);
      while (performance.now() < until) {
        const [delay] = await Promise.all([editor.edit(), pause(PAUSE_MS)]);
        acknowledged.push(delay);
      }
    }),
  );
  const seen = await delays(editors, editors);
  const made = (await countCommits(pool)) - commits;
  for (const editor of editors) editor.close();
  return {
    acknowledged: latency(acknowledged),
    seen: latency(seen),
    editors: EDITORS,
    editsPerSecond: rounded((acknowledged.length / ms) * 1000, 0),
    commitsPerEdit: rounded(made / acknowledged.length),
  };
}

/** From each author to each other person, once everything has arrived. */
async function delays(authors: readonly Editor[], others: readonly Editor[]): Promise<number[]> {
  const found: number[] = [];
  for (const author of authors) {
    for (const [id, since] of author.sent) {
      for (const other of others) {
        if (other === author) continue;
        while (other.arrival(id) === undefined) await pause(1);
        found.push(other.arrival(id)! - since);
      }
    }
  }
  return found;
}

/** The same bytes there and back over a bare WebSocket. */
async function measureEcho(bytes: number): Promise<Latency> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
  await new Promise((resolve) => server.once('listening', resolve));
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`);
  await new Promise((resolve) => socket.once('open', resolve));
  const payload = new Uint8Array(bytes);
  const found: number[] = [];
  for (let n = 0; n < 500; n++) {
    const since = performance.now();
    socket.send(payload);
    await new Promise((resolve) => socket.once('message', resolve));
    found.push(performance.now() - since);
  }
  socket.terminate();
  server.close();
  return latency(found);
}

/** One row of the same bytes, committed, into a table without anything else. */
async function measureCommits(pool: Pool, bytes: number): Promise<Latency> {
  await pool.query('create table floor (seq integer primary key, octets bytea not null)');
  const payload = Buffer.alloc(bytes);
  const found: number[] = [];
  for (let seq = 0; seq < 500; seq++) {
    const since = performance.now();
    await pool.query({ name: 'floor', text: 'insert into floor values ($1, $2)', values: [seq, payload] });
    found.push(performance.now() - since);
  }
  return latency(found);
}

/** Transactions that wrote to the journal. */
async function countCommits(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ commits: number }>(
    'select count(distinct xmin::text)::int as commits from journal',
  );
  return rows[0]?.commits ?? 0;
}

async function addUser(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into utilisateurs (courriel, nom, mot_de_passe, role) values ('bench@example.org', 'Bench', '-', 'analyst') returning id`,
  );
  return rows[0]!.id;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
