import { startEmbedded } from '../db/embedded.ts';
import { runningDatabase } from '../db/embedded/running.ts';
import { DbError } from '../db/error.ts';
import { migrate } from '../db/migrate.ts';
import { ConfigError, type Config } from './config.ts';
import type { Log } from './log.ts';
import { connect, DatabaseUnreachable } from './postgres/connect.ts';
import { createPool, type Pool } from './postgres/pool.ts';

/** A fault of what was asked; `message` is the line shown to whoever typed the command. */
export class CommandError extends Error {}

/** The database for a command: the one of DATABASE_URL, the one of the server that runs here, or the embedded one, started for it. */
export async function withDatabase<T>(config: Config, log: Log, work: (pool: Pool) => Promise<T>): Promise<T> {
  const running = config.databaseUrl ?? runningDatabase(config.dataDir);
  const embedded = running === undefined ? await startEmbedded({ dataDir: config.dataDir, log }) : undefined;
  const url = running ?? embedded?.url ?? '';
  try {
    if (config.databaseUrl !== undefined) await connect(url);
    await migrate(url, { log });
    const pool = createPool(url, log);
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  } finally {
    await embedded?.stop();
  }
}

const EXPECTED = [CommandError, ConfigError, DatabaseUnreachable, DbError];

/** Runs a command; what its user can mend is one line on stderr, anything else keeps its stack. Exit 1 either way. */
export function runCommand(main: (args: string[]) => Promise<void>): void {
  main(process.argv.slice(2)).catch((error: Error) => {
    const expected = EXPECTED.some((kind) => error instanceof kind);
    process.stderr.write(`${expected ? error.message : (error.stack ?? error.message)}\n`);
    process.exitCode = 1;
  });
}
