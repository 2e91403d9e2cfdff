import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ImportFailure, throwIfCancelled } from '../../failure.ts';
import type { SheetSample, WorkbookMessage } from './workbook-messages.ts';
import type { WorkbookLimits } from './workbook.ts';

/** The compiled program; Node runs no TypeScript, so tests bundle it first. */
export const WORKBOOK_PROGRAM = fileURLToPath(new URL('./workbook-program.js', import.meta.url));

export interface WorkbookProcess {
  /** First rows of every sheet. @throws ImportFailure */
  sheets: SheetSample[];
  /** The text of one sheet; the process ends with it. */
  read(index: number): Readable;
  /** @throws ImportFailure when the process did not come to its end. Await it after the text. */
  ended(): Promise<void>;
  kill(): void;
}

export interface ProcessLimits extends WorkbookLimits {
  milliseconds: number;
  heapMegabytes: number;
}

/**
 * Reads a workbook, which anybody may have made, in a process that holds nothing but the open file and pipes: no environment, a
 * heap and a time of its own. It is killed at the end, whatever happened.
 */
export async function startWorkbookProcess(
  file: FileHandle,
  program: string,
  limits: ProcessLimits,
  signal: AbortSignal,
): Promise<WorkbookProcess> {
  const { size } = await file.stat();
  const child = fork(program, [size, limits.bytes, limits.ratio].map(String), {
    execArgv: [`--max-old-space-size=${limits.heapMegabytes}`],
    env: {},
    stdio: ['ignore', 'pipe', 'ignore', 'ipc', file.fd],
  });
  let late = false;
  const kill = () => void child.kill('SIGKILL');
  const timer = setTimeout(() => {
    late = true;
    kill();
  }, limits.milliseconds);
  signal.addEventListener('abort', kill);
  const exited = (once(child, 'close') as Promise<[number | null, string | null]>).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
  });
  exited.catch(() => undefined);
  if (signal.aborted) kill();

  let failure: ImportFailure | null = null;
  let finished = false;
  const sheets = new Promise<SheetSample[] | null>((done) => {
    child.on('message', (message: WorkbookMessage) => {
      if (message.kind === 'sheets') done(message.sheets);
      else if (message.kind === 'failure') failure = new ImportFailure(message.failure, message.message);
      else finished = true;
    });
    for (const end of ['close', 'error'] as const) child.once(end, () => done(null));
  });

  async function ended(): Promise<void> {
    const [code] = await exited;
    throwIfCancelled(signal);
    if (failure !== null) throw failure as ImportFailure;
    // Without memory it is stopped by a signal; a code of its own is a fault of ours.
    if (code !== null && code > 0 && code < 128) throw new Error(`the program that reads workbooks ended with ${code}`);
    if (!finished) throw late ? tooLong() : tooBig();
  }

  const found = await sheets;
  if (found === null) {
    await ended();
    throw tooBig();
  }
  return { sheets: found, read: (index) => textOf(child, index), ended, kill };
}

function textOf(child: ChildProcess, index: number): Readable {
  if (!child.stdout) throw new Error('the process was started with a pipe');
  child.send({ sheet: index });
  return child.stdout;
}

const tooLong = () =>
  new ImportFailure('too_large', 'This workbook takes too long to read. Save the sheet of the sales as CSV.');
/** A process that ends without a word was stopped by its memory. */
const tooBig = () =>
  new ImportFailure('too_large', 'This workbook needs too much memory to read. Save the sheet of the sales as CSV.');
