import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startLiveLoad } from './live-load.ts';
import type { ServerOrder, ServerReport } from './live-scale-server.ts';
import { startRetailServer } from './retail-database.ts';
import { rounded } from './statistics.ts';

const CLIENTS = 500;
const STOPPED = 50;
const PER_SECOND = 500;
const SECONDS = 20;
const SEED = 20_270_102;

/**
 * A chain at work: clients on the tiles and curves of 60 scopes (company, 10 regions, 49 stores), while 8 connections sell
 * receipts of three lines at a steady rate; then the same once more while some of the clients do not read. Milliseconds from
 * a commit to every client concerned. Server, clients and sellers are processes of their own on the same cores; `timerLate`
 * is the floor of the same run: how late a timer fires in the server's process.
 */
export async function runLiveScaleBench(
  options: { clients?: number; perSecond?: number; seconds?: number } = {},
): Promise<object> {
  const { clients = CLIENTS, perSecond = PER_SECOND, seconds = SECONDS } = options;
  const database = await startRetailServer();
  const url = await database.database('live');
  const server = fork(fileURLToPath(new URL('./live-scale-server.js', import.meta.url)), { serialization: 'advanced' });
  const ask = async <T>(order: ServerOrder): Promise<T> => {
    server.send(order);
    const [answer] = (await once(server, 'message')) as [T];
    return answer;
  };
  try {
    const { port } = await ask<{ port: number }>({ kind: 'start', url });
    const load = await startLiveLoad(url, port, clients);
    // Connections, plans and code that runs for the first time.
    await load.pass({ perSecond, seconds: 3, seed: SEED });
    await ask({ kind: 'report' });
    const all = await load.pass({ perSecond, seconds, seed: SEED + 1 });
    const reading = await ask<ServerReport>({ kind: 'report' });
    const exact = await load.differences();
    load.pause(STOPPED);
    const others = await load.pass({ perSecond, seconds, seed: SEED + 2 });
    const stopped = await ask<ServerReport>({ kind: 'report' });
    const exactOfOthers = await load.differences();
    load.stop();
    return {
      unit: 'ms',
      clients,
      scopes: load.scopes,
      salesPerSecond: rounded(all.salesPerSecond),
      sales: all.sales,
      messagesPerSecond: Math.round(all.messages / seconds),
      fromCommit: all.times,
      floor: { timerLate: reading.timerLate },
      clientsThatDifferFromSelect: exact,
      withStoppedReaders: {
        stopped: STOPPED,
        fromCommit: others.times,
        floor: { timerLate: stopped.timerLate },
        p95Ratio: rounded(others.times.p95 / all.times.p95),
        clientsThatDifferFromSelect: exactOfOthers,
        expelled: stopped.expelled,
      },
      rssGrowthMiB: Math.round(stopped.rssGrowth / 1048576),
    };
  } finally {
    const ended = once(server, 'exit');
    server.disconnect();
    await ended;
    await database.stop();
  }
}
