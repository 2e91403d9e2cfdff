import { WebSocket, type RawData } from 'ws';
import type { KpiMessage } from '../shared/api/kpi.ts';

/** What this process is told. `watch`: one connection per entry, on that scope. */
export type ClientsOrder =
  | { kind: 'connect'; port: number; watch: string[] }
  /** These connections stop reading, by index. */
  | { kind: 'pause'; clients: number[] }
  /** What was seen since the last time. */
  | { kind: 'report' };

/** Of each message: the connection, the receipts it told of, and when it came (ns of the machine's monotonic clock). */
export interface Seen {
  client: Uint16Array;
  receipts: Uint32Array;
  at: BigInt64Array;
  /** The newest values of each connection. */
  newest: (KpiMessage['values'] | undefined)[];
  open: number;
}

const seen = { client: [] as number[], receipts: [] as number[], at: [] as bigint[] };
const newest: (KpiMessage['values'] | undefined)[] = [];
let sockets: WebSocket[] = [];

/**
 * Many connections of the live feed in a process of their own, so that neither their memory nor their work counts as the
 * server's. They speak Socket.IO's protocol over bare WebSockets: five hundred real clients would take the cores that are measured.
 */
process.on('message', (order: ClientsOrder) => {
  if (order.kind === 'connect') void connectAll(order);
  else if (order.kind === 'pause') for (const client of order.clients) sockets[client]?.pause();
  else report();
});

async function connectAll({ port, watch }: { port: number; watch: string[] }): Promise<void> {
  await Promise.all(watch.map((scope, client) => connect(port, scope, client)));
  process.send?.('connected');
}

/** Resolves once the scope is subscribed. */
function connect(port: number, scope: string, client: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live/?EIO=4&transport=websocket`);
  sockets[client] = socket;
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: RawData) => {
      const text = (data as Buffer).toString('utf8');
      if (text === '2') socket.send('3');
      else if (text.startsWith('0')) socket.send(`40${JSON.stringify({ token: 'bench' })}`);
      else if (text.startsWith('40')) socket.send(`420${JSON.stringify(['subscribe', { scope, curve: true }])}`);
      else if (text.startsWith('430')) {
        hear(client, (JSON.parse(text.slice(3)) as [KpiMessage])[0]);
        resolve();
      } else if (text.startsWith('42["kpi"')) hear(client, (JSON.parse(text.slice(2)) as [string, KpiMessage])[1]);
      else if (text.startsWith('44')) reject(new Error(text));
    });
  });
}

function hear(client: number, { values }: KpiMessage): void {
  newest[client] = values;
  seen.client.push(client);
  seen.receipts.push(values.receipts);
  seen.at.push(process.hrtime.bigint());
}

function report(): void {
  const message: Seen = {
    client: Uint16Array.from(seen.client),
    receipts: Uint32Array.from(seen.receipts),
    at: BigInt64Array.from(seen.at),
    newest,
    open: sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length,
  };
  for (const list of Object.values(seen)) list.length = 0;
  process.send?.(message);
}

process.on('disconnect', () => {
  for (const socket of sockets) socket.terminate();
  sockets = [];
  process.exit(0);
});
