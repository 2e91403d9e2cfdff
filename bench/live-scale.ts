import { startLiveLoad } from './live-load.ts';
import { startLiveServer } from './live-server.ts';
import { startRetailServer } from './retail-database.ts';
import { watchRss } from './rss.ts';
import { rounded } from './statistics.ts';

const CLIENTS = 500;
const STOPPED = 50;
const PER_SECOND = 500;
const SECONDS = 20;
const SEED = 20_270_102;

/**
 * A chain at work: clients on the tiles and curves of 60 scopes (company, 10 regions, 49 stores), while 8 connections sell
 * receipts of three lines at a steady rate; then the same once more while some of the clients do not read. Milliseconds from
 * a commit to every client concerned. Clients and sellers are processes of their own on the same cores, and the memory is
 * that of the server's; `timerLate` is the floor of the same run: how late a timer fires in the server's process.
 */
export async function runLiveScaleBench(
  options: { clients?: number; perSecond?: number; seconds?: number } = {},
): Promise<object> {
  const { clients = CLIENTS, perSecond = PER_SECOND, seconds = SECONDS } = options;
  const database = await startRetailServer();
  const url = await database.database('live');
  const server = await startLiveServer(url);
  try {
    const rss = watchRss();
    const load = await startLiveLoad(url, server.port, clients);
    // Connections, plans and code that runs for the first time.
    await load.pass({ perSecond, seconds: 3, seed: SEED });
    const all = await load.pass({ perSecond, seconds, seed: SEED + 1 });
    const exact = await load.differences();
    load.pause(STOPPED);
    const others = await load.pass({ perSecond, seconds, seed: SEED + 2 });
    const exactOfOthers = await load.differences();
    const rssGrowth = rss.stop();
    load.stop();
    return {
      unit: 'ms',
      clients,
      scopes: load.scopes,
      salesPerSecond: rounded(all.salesPerSecond),
      sales: all.sales,
      messagesPerSecond: Math.round(all.messages / seconds),
      fromCommit: all.times,
      floor: { timerLate: all.timerLate },
      clientsThatDifferFromSelect: exact,
      withStoppedReaders: {
        stopped: STOPPED,
        fromCommit: others.times,
        floor: { timerLate: others.timerLate },
        p95Ratio: rounded(others.times.p95 / all.times.p95),
        clientsThatDifferFromSelect: exactOfOthers,
        expelled: await server.expelled(),
      },
      rssGrowthMiB: Math.round(rssGrowth / 1048576),
    };
  } finally {
    await server.stop();
    await database.stop();
  }
}
