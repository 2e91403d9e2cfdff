import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterPassword, ensureCluster } from './embedded/cluster.ts';
import { lockDataDir } from './embedded/lock.ts';
import { clearOrphan } from './embedded/orphan.ts';
import { choosePlace } from './embedded/place.ts';
import { freePort, startPostmaster, StartError, type Postmaster } from './embedded/postmaster.ts';
import { DbError } from './error.ts';
import type { Log } from './log.ts';

export interface EmbeddedOptions {
  /** Made when missing. One live process per folder. */
  dataDir: string;
  log: Log;
  /** Server settings over ours. */
  settings?: Readonly<Record<string, string>>;
  /** false: initdb does not wait for the disk. For tests, whose clusters are thrown away. */
  sync?: boolean;
}

export interface Embedded {
  /** postgres:// with the password, of the database `postgres`. */
  url: string;
  /** Stops the server, within some 3 s, and frees the data folder. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of our own in a data folder. It survives any kill of ours: the next start stops the orphan and goes on from
 * what was committed. A server that dies under us is started again on the same port.
 * Throws DbError: data_dir_in_use, data_dir_unusable, cluster_version, unsupported_platform, no_database_user, postgres_failed.
 */
export async function startEmbedded({ dataDir, log, settings = {}, sync = true }: EmbeddedOptions): Promise<Embedded> {
  const folder = openDataDir(dataDir);
  const lock = lockDataDir(folder);
  try {
    const place = choosePlace(folder, log);
    const password = clusterPassword(folder);
    await clearOrphan(place.cluster, log);
    lock.check();
    ensureCluster(place, password, { sync });
    const options = { logFile: join(folder, 'postgres.log'), settings };
    const start = (port: number): Promise<Postmaster> => whenFree(() => startPostmaster(place, port, options));
    const { port, first } = await startOnFreePort(start);
    const supervisor = supervise(first, () => start(port), log);
    return {
      url: `postgres://epm:${password}@127.0.0.1:${port}/postgres`,
      stop: async () => {
        await supervisor.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openDataDir(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (error) {
    const why = (error as Error).message;
    throw new DbError('data_dir_unusable', `The data folder ${dataDir} cannot be used (DATA_DIR): ${why}`, error);
  }
}

/** Another program may take a free port between asking for it and binding it. */
async function startOnFreePort(
  start: (port: number) => Promise<Postmaster>,
): Promise<{ port: number; first: Postmaster }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return { port, first: await start(port) };
    } catch (error) {
      if (!(error instanceof StartError && error.reason === 'port_taken') || attempt === 5) throw error;
    }
  }
}

/** The children of a killed server hold its memory until they notice: wait for them. */
async function whenFree(start: () => Promise<Postmaster>): Promise<Postmaster> {
  for (const limit = performance.now() + 10_000; ;) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof StartError && error.reason === 'still_in_use') || performance.now() > limit) throw error;
      await sleep(100);
    }
  }
}

/** Starts the server again whenever it ends without being asked to, with growing pauses while that fails. */
function supervise(first: Postmaster, restart: () => Promise<Postmaster>, log: Log): { stop(): Promise<void> } {
  const asked = new AbortController();
  const watch = async (): Promise<void> => {
    let running = first;
    while (!asked.signal.aborted) {
      const how = await Promise.race([running.ended, aborted(asked.signal)]);
      if (how === null) return running.stop();
      log.error({ how }, `The database server ended (${how}); starting it again.`);
      const next = await startAgain(restart, asked.signal, log);
      if (next === null) return;
      running = next;
      log.info({ pid: running.pid }, 'The database server is back.');
    }
    await running.stop();
  };
  const watching = watch();
  return {
    stop: async () => {
      asked.abort();
      await watching;
    },
  };
}

async function startAgain(
  restart: () => Promise<Postmaster>,
  asked: AbortSignal,
  log: Log,
): Promise<Postmaster | null> {
  for (let pause = 250; !asked.aborted; pause = Math.min(pause * 2, 15_000)) {
    try {
      return await restart();
    } catch (error) {
      log.error({ err: error }, 'The database server could not be started again.');
      await sleep(pause, undefined, { signal: asked, ref: false }).catch(() => undefined);
    }
  }
  return null;
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
