import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { clusterPassword } from './cluster.ts';
import { holderOf } from './lock.ts';
import { clusterOf } from './place.ts';

/** Line of postmaster.pid that holds the port. */
const PORT_LINE = 3;

/** The address of the database a running server holds in a data folder, for commands beside it; undefined when none runs. */
export function runningDatabase(dataDir: string): string | undefined {
  if (!existsSync(dataDir)) return undefined;
  const folder = realpathSync(dataDir);
  const pidFile = join(clusterOf(folder), 'postmaster.pid');
  if (holderOf(folder) === null || !existsSync(pidFile)) return undefined;
  const port = Number(readFileSync(pidFile, 'utf8').split('\n')[PORT_LINE]);
  return port > 0 ? `postgres://epm:${clusterPassword(folder)}@127.0.0.1:${port}/postgres` : undefined;
}
