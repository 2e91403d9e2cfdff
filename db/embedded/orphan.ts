import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DbError } from '../error.ts';
import type { Log } from '../log.ts';
import { isPostmasterOf, isRunning, markOf } from './process.ts';

/** How long a server may take to end after each signal, in ms: fast shutdown, immediate shutdown, kill. */
const PATIENCE: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 5_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/**
 * Stops the server which an earlier process of ours left behind in this cluster when it was killed, and removes its
 * pid file where the number belongs to another program by now: PostgreSQL itself would take that for a live server.
 */
export async function clearOrphan(cluster: string, log: Log): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = pidIn(pidFile);
  if (pid === null) return;
  const mark = isPostmasterOf(pid, cluster) ? markOf(pid) : null;
  if (mark === null) {
    rmSync(pidFile, { force: true });
    return;
  }

  log.warn({ pid }, `Stopping the database server that an earlier run left behind (process ${pid}).`);
  for (const [signal, ms] of PATIENCE) {
    if (!send(pid, signal)) return;
    for (const end = performance.now() + ms; performance.now() < end;) {
      if (!isRunning(mark)) return;
      await sleep(15);
    }
  }
  throw new DbError('data_dir_unusable', `The database server of an earlier run (process ${pid}) cannot be stopped.`);
}

function pidIn(path: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
