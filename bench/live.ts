import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { WebSocket, WebSocketServer } from 'ws';
import type { KpiMessage } from '../shared/api/kpi.ts';
import { startLiveServer } from './live-server.ts';
import { RECEIPT, startRetailServer, STORES } from './retail-database.ts';
import { latency, rounded } from './statistics.ts';

const QUIET_SALES = 200;
const BUSY_SALES = 1_000;
const CLIENTS = 50;

/**
 * How long a sale takes to a client, in milliseconds: from the statement sent (insert and commit included) and from its
 * commit acknowledged. Beside it, in the same run, a floor: a bare insert whose payload goes LISTEN -> ws with nothing
 * between. `quiet`: single sales at random moments, sale and floor in turns. `busy`: one connection inserting without a
 * pause, where the doorbell's gate of 50 ms sets the pace. Clients and server share this process and its cores.
 */
export async function runLiveBench(options: { quiet?: number; busy?: number; clients?: number } = {}): Promise<object> {
  const { quiet = QUIET_SALES, busy = BUSY_SALES, clients = CLIENTS } = options;
  const database = await startRetailServer();
  const url = await database.database('live');
  const product = await startProduct(url, clients);
  const floor = await startFloor(url);
  const seller = new pg.Client({ connectionString: url });
  await seller.connect();
  try {
    const sell = (n: number) =>
      seller.query({ name: 'receipt', text: RECEIPT, values: [1 + (n % STORES), new Date()] });
    const ring = (n: number) => seller.query({ name: 'floor', text: 'select vendre_nu($1)', values: [n] });
    let random = 20_270_101;
    const pause = () => {
      random = (random * 16_807) % 2_147_483_647;
      return 20 + (random % 80);
    };
    // The first ones pay for what is compiled and connected only once.
    await timed(20, sell, product.seen, pause);
    await timed(20, ring, floor.seen, pause);
    const [quietProduct, quietFloor] = await interleaved(quiet, [sell, product.seen], [ring, floor.seen], pause);
    const busyProduct = await timed(busy, sell, product.seen);
    const busyFloor = await timed(busy, ring, floor.seen);
    return {
      unit: 'ms',
      clients: clients + 1,
      quiet: summary(quietProduct, quietFloor),
      busy: summary(busyProduct, busyFloor),
    };
  } finally {
    await seller.end();
    await floor.stop();
    await product.stop();
    await database.stop();
  }
}

/** Calls back with the number of sales a client has been shown. */
type Seen = (onCount: (count: number) => void) => () => void;

interface Times {
  fromSend: number[];
  fromCommit: number[];
}

function summary(product: Times, floor: Times) {
  const [measured, bare] = [latency(product.fromSend), latency(floor.fromSend)];
  return {
    fromSend: { product: measured, floor: bare },
    fromCommit: { product: latency(product.fromCommit), floor: latency(floor.fromCommit) },
    p50Ratio: rounded(measured.p50 / bare.p50),
    p95Ratio: rounded(measured.p95 / bare.p95),
  };
}

/** Times of some sales in a row; the n-th is seen when the client was shown n more than at the start. */
async function timed(
  count: number,
  act: (n: number) => Promise<unknown>,
  seen: Seen,
  pause?: () => number,
): Promise<Times> {
  const sent: number[] = [];
  const committed: number[] = [];
  const found: Times = { fromSend: [], fromCommit: [] };
  const shownAt: number[] = [];
  let first: number | undefined;
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (done = resolve));
  const settle = () => {
    for (let n = found.fromSend.length; n < Math.min(shownAt.length, committed.length); n++) {
      const at = shownAt[n] ?? 0;
      found.fromSend.push(at - (sent[n] ?? at));
      // A value may come before the seller has heard of his own commit.
      found.fromCommit.push(Math.max(0, at - (committed[n] ?? at)));
    }
    if (found.fromSend.length === count) done();
  };
  const end = seen((total) => {
    first ??= total;
    while (shownAt.length < total - first) shownAt.push(performance.now());
    settle();
  });
  for (let n = 0; n < count; n++) {
    sent.push(performance.now());
    await act(n);
    committed.push(performance.now());
    settle();
    if (pause) await sleep(pause());
  }
  await all;
  end();
  return found;
}

async function interleaved(
  count: number,
  a: [(n: number) => Promise<unknown>, Seen],
  b: [(n: number) => Promise<unknown>, Seen],
  pause: () => number,
): Promise<[Times, Times]> {
  const found: [Times, Times] = [
    { fromSend: [], fromCommit: [] },
    { fromSend: [], fromCommit: [] },
  ];
  for (let n = 0; n < count; n++) {
    for (const [side, [act, seen]] of [a, b].entries()) {
      const once = await timed(1, () => act(n), seen);
      found[side]?.fromSend.push(...once.fromSend);
      found[side]?.fromCommit.push(...once.fromCommit);
      await sleep(pause());
    }
  }
  return found;
}

interface Side {
  seen: Seen;
  stop(): Promise<void>;
}

/** The live feed as it runs in the product, with some clients on store tiles and one on the company's. */
async function startProduct(databaseUrl: string, clients: number): Promise<Side> {
  const server = await startLiveServer(databaseUrl);
  const sockets = Array.from({ length: clients + 1 }, () => connect(server.port));
  await Promise.all(sockets.map((socket, n) => subscribe(socket, n === 0 ? 'company' : `store:M${1 + (n % STORES)}`)));
  let count = (await subscribe(sockets[0] as Socket, 'company')).values.receipts;
  return {
    seen: follower(
      () => count,
      (onCount) => {
        const listener = (message: KpiMessage) => {
          count = message.values.receipts;
          onCount(count);
        };
        sockets[0]?.on('kpi', listener);
        return () => sockets[0]?.off('kpi', listener);
      },
    ),
    async stop() {
      for (const socket of sockets) socket.disconnect();
      await server.stop();
    },
  };
}

function connect(port: number): Socket {
  return io(`http://127.0.0.1:${port}`, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    auth: { token: 'bench' },
  });
}

async function subscribe(socket: Socket, scope: string): Promise<KpiMessage> {
  return (await socket.timeout(10_000).emitWithAck('subscribe', { scope })) as KpiMessage;
}

/** The least there can be: a row, a payload, LISTEN, a WebSocket. */
async function startFloor(databaseUrl: string): Promise<Side> {
  const listener = new pg.Client({ connectionString: databaseUrl });
  await listener.connect();
  await listener.query(`
    create table ventes_nues (id bigint generated always as identity primary key, montant numeric(16, 4));
    create function vendre_nu(n integer) returns void language sql
      as 'insert into ventes_nues (montant) values (n); select pg_notify(''nu'', n::text)'`);
  await listener.query('listen nu');
  const relay = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => relay.once('listening', resolve));
  listener.on('notification', ({ payload }) => {
    for (const client of relay.clients) client.send(payload ?? '');
  });
  const client = new WebSocket(`ws://127.0.0.1:${(relay.address() as AddressInfo).port}`);
  await new Promise((resolve) => client.once('open', resolve));
  let count = 0;
  return {
    seen: follower(
      () => count,
      (onCount) => {
        const onMessage = () => onCount(++count);
        client.on('message', onMessage);
        return () => client.off('message', onMessage);
      },
    ),
    async stop() {
      client.terminate();
      await listener.end();
      await new Promise((resolve) => relay.close(resolve));
    },
  };
}

/** Tells the count as it is, then every change. */
function follower(current: () => number, follow: (onCount: (count: number) => void) => () => unknown): Seen {
  return (onCount) => {
    onCount(current());
    const end = follow(onCount);
    return () => void end();
  };
}
