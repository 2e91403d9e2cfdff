import { startLiveServer, type LiveServer } from './live-server.ts';
import { watchLoopDelay } from './loop-delay.ts';
import { watchRss } from './rss.ts';

/** What this process is told: where the database is, then to tell how it has fared since the last time. */
export type ServerOrder = { kind: 'start'; url: string } | { kind: 'report' };

export interface ServerReport {
  /** How late timers fired, in ms. */
  timerLate: { p50: number; p95: number; p99: number };
  /** Peak memory over what it was before the first client, in bytes. */
  rssGrowth: number;
  expelled: number;
}

let server: LiveServer | undefined;
let loop = watchLoopDelay();
let rss = watchRss();

/** The live server in a process of its own, so that its memory is nobody else's. */
process.on('message', (order: ServerOrder) => {
  if (order.kind === 'start') void start(order.url);
  else void report();
});
process.on('disconnect', () => void server?.stop().finally(() => process.exit(0)));

async function start(url: string): Promise<void> {
  server = await startLiveServer(url);
  rss.stop();
  rss = watchRss();
  process.send?.({ port: server.port });
}

async function report(): Promise<void> {
  const told: ServerReport = {
    timerLate: loop.stop(),
    rssGrowth: rss.peak(),
    expelled: (await server?.expelled()) ?? 0,
  };
  loop = watchLoopDelay();
  process.send?.(told);
}
