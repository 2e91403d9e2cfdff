import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importMappingSchema, type Import, type ImportMapping } from '../shared/api/imports.ts';
import { CommandError, runCommand, withDatabase } from './command.ts';
import { readConfig } from './config.ts';
import { createImports, type Imports } from './imports/imports.ts';
import { receiveFile } from './imports/receive-file.ts';
import { createLog } from './log.ts';

const USAGE = 'Usage: npm run import -- FILE [--mapping M.json] [--dry-run]';
const AUTHOR = 'command:import';

/** `npm run import`: a file of sales, as by the page or the API. A server that runs meanwhile shows it live. */
async function main(args: string[]): Promise<void> {
  const { file, mapping, dryRun } = await readArguments(args);
  const config = readConfig();
  const log = createLog('warn');
  // A folder of its own: the running server looks after the files in its own.
  const folder = await mkdtemp(join(tmpdir(), 'epm-import-'));
  try {
    const result = await withDatabase(config, log, async (pool) => {
      const imports = createImports({ pool, log, dataDir: folder, now: () => new Date() });
      try {
        return await importFile(imports, file, mapping, dryRun);
      } finally {
        await imports.close();
      }
    });
    report(result, dryRun);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readArguments(args: string[]): Promise<{ file: string; mapping: ImportMapping; dryRun: boolean }> {
  const options = { mapping: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;
  const parsed = (() => {
    try {
      return parseArgs({ args, options, allowPositionals: true });
    } catch (error) {
      throw new CommandError(`${(error as Error).message}\n${USAGE}`);
    }
  })();
  const [file, ...rest] = parsed.positionals;
  if (file === undefined || rest.length > 0) throw new CommandError(USAGE);
  // npm runs scripts in the project's folder; paths are meant from where the command was typed.
  const from = (path: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
  const mapping = parsed.values.mapping === undefined ? {} : await readMapping(from(parsed.values.mapping));
  return { file: from(file), mapping, dryRun: parsed.values['dry-run'] === true };
}

async function readMapping(path: string): Promise<ImportMapping> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new CommandError(`The mapping cannot be read: ${error.message}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError(`The mapping ${path} is not valid JSON.`);
  }
  const parsed = importMappingSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandError(`The mapping ${path} is not valid: ${issue?.path.join('.')}: ${issue?.message}`);
}

async function importFile(imports: Imports, file: string, mapping: ImportMapping, dryRun: boolean): Promise<Import> {
  const id = randomUUID();
  const { size, sha256 } = await receiveFile(file, join(imports.folder, `${id}.upload`)).catch((error: Error) => {
    throw new CommandError(`The file cannot be read: ${error.message}`);
  });
  const end = settled(imports, id);
  const by = { createdBy: AUTHOR, author: AUTHOR };
  await imports.create({ id, fileName: basename(file), size, sha256, dryRun, mapping, ...by });
  await end;
  await imports.idle();
  const result = await imports.get(id);
  // Nobody comes back to answer or to commit: the file is gone when the command ends.
  if (result.status === 'needs_mapping' || result.status === 'checked') await imports.cancel(id);
  return result;
}

const OPEN = ['queued', 'reading', 'checking', 'committing'];

function settled(imports: Imports, id: string): Promise<void> {
  return new Promise((done) => {
    const off = imports.events.onProgress((message) => {
      if (message.id !== id) return;
      if (process.stderr.isTTY) process.stderr.write(`\r${message.status} ${Math.round(message.progress * 100)} %   `);
      if (OPEN.includes(message.status)) return;
      if (process.stderr.isTTY) process.stderr.write('\n');
      off();
      done();
    });
  });
}

function report(result: Import, dryRun: boolean): void {
  const { status, rows, accepted, rejected, duplicates, units, amount } = result;
  if (status === 'failed') throw new CommandError(result.failure?.message ?? 'The import failed.');
  if (status === 'needs_mapping') {
    const questions = (result.questions ?? []).map(({ message }) => `- ${message}`);
    throw new CommandError(`The file leaves open questions; answer them with --mapping:\n${questions.join('\n')}`);
  }
  process.stdout.write(`${JSON.stringify({ status, rows, accepted, rejected, duplicates, units, amount })}\n`);
  for (const { code, count, example } of result.reasons ?? []) {
    process.stderr.write(`${count} refused: ${code}${example === undefined ? '' : `, e.g. ${example}`}\n`);
  }
  if (dryRun) process.stderr.write('Nothing was stored: this was a dry run.\n');
}

runCommand(main);
