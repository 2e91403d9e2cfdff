import { createInterface } from 'node:readline/promises';
import { startEmbedded } from '../db/embedded.ts';
import { DbError } from '../db/error.ts';
import { migrate } from '../db/migrate.ts';
import { AccountError, createDirector } from './accounts/create-director.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { connect, DatabaseUnreachable } from './postgres/connect.ts';
import { createPool } from './postgres/pool.ts';

const USAGE = 'Usage: npm run admin -- create-director EMAIL';

/** `npm run admin`: what must work before anybody can sign in. The password comes from the terminal or the first line of stdin. */
async function main(args: string[]): Promise<void> {
  const [command, email, ...rest] = args;
  if (command !== 'create-director' || email === undefined || rest.length > 0) throw new ConfigError(USAGE);
  const config = readConfig();
  const log = createLog('warn');
  const password = await askPassword();
  const embedded = config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir, log });
  const url = config.databaseUrl ?? embedded?.url ?? '';
  if (config.databaseUrl) await connect(url);
  await migrate(url, { log });
  const pool = createPool(url, log);
  try {
    await createDirector(pool, email, password);
    process.stdout.write(`The director ${email} can now sign in.\n`);
  } finally {
    await pool.end();
    await embedded?.stop();
  }
}

async function askPassword(): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const prompt = process.stdin.isTTY ? 'Password (at least 8 characters): ' : '';
    return (await terminal.question(prompt)).trim();
  } finally {
    terminal.close();
  }
}

const OPERATOR_ERRORS = [AccountError, ConfigError, DatabaseUnreachable, DbError];

main(process.argv.slice(2)).catch((error: Error) => {
  const known = OPERATOR_ERRORS.some((kind) => error instanceof kind);
  process.stderr.write(`${known ? error.message : (error.stack ?? error.message)}\n`);
  process.exitCode = 1;
});
