import { createInterface } from 'node:readline/promises';
import { AccountError, createDirector } from './accounts/create-director.ts';
import { CommandError, runCommand, withDatabase } from './command.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';

/** `npm run admin`: what must work before anybody can sign in. The password comes from the terminal or the first line of stdin. */
async function main([command, email, ...rest]: string[]): Promise<void> {
  if (command !== 'create-director' || email === undefined || rest.length > 0) {
    throw new CommandError('Usage: npm run admin -- create-director EMAIL');
  }
  const config = readConfig();
  const password = await askPassword();
  await withDatabase(config, createLog('warn'), async (pool) => {
    await createDirector(pool, email, password).catch((error: Error) => {
      throw error instanceof AccountError ? new CommandError(error.message) : error;
    });
  });
  process.stdout.write(`The director ${email} can now sign in.\n`);
}

async function askPassword(): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(process.stdin.isTTY ? 'Password (at least 8 characters): ' : '')).trim();
  } finally {
    terminal.close();
  }
}

runCommand(main);
