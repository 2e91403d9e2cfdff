import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DbError } from '../error.ts';
import { isRunning, markOf, type ProcessMark } from './process.ts';

export interface Lock {
  /** Throws `data_dir_in_use` when somebody else took the folder over meanwhile. */
  check(): void;
  release(): void;
}

/**
 * One live process per data folder. The lock names its holder by process number and start, so a lock left by a killed
 * process, or whose number went to another program, is taken over. It appears by link(2) with its content complete.
 */
export function lockDataDir(dataDir: string): Lock {
  const path = join(dataDir, 'lock');
  const mine = JSON.stringify(markOf(process.pid) ?? { pid: process.pid, started: 'unknown' });
  const draft = `${path}.${process.pid}`;

  for (let attempt = 0; attempt < 100; attempt++) {
    writeFileSync(draft, mine, { mode: 0o644 });
    try {
      linkSync(draft, path);
      rmSync(draft, { force: true });
      return { check: () => refuseUnlessMine(path, mine, dataDir), release: () => release(path, mine) };
    } catch (error) {
      rmSync(draft, { force: true });
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    takeOver(path, dataDir);
  }
  throw new DbError('data_dir_in_use', `The data folder ${dataDir} is being started by other processes.`);
}

/** The live holder of a data folder, or null. */
export function holderOf(dataDir: string): ProcessMark | null {
  const mark = parse(readOrNull(join(dataDir, 'lock')));
  return mark !== null && isRunning(mark) ? mark : null;
}

function takeOver(path: string, dataDir: string): void {
  const found = readOrNull(path);
  if (found === null) return;
  const holder = parse(found);
  if (holder !== null && isRunning(holder)) throw inUse(dataDir, holder);
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // Between reading and renaming another process may have taken the stale lock over: give that one its lock back.
  if (readOrNull(aside) !== found) {
    try {
      linkSync(aside, path);
    } catch {
      // A third one is in already; the second finds out when it checks its lock.
    }
  }
  rmSync(aside, { force: true });
}

function refuseUnlessMine(path: string, mine: string, dataDir: string): void {
  const now = readOrNull(path);
  if (now !== mine) throw inUse(dataDir, parse(now));
}

function release(path: string, mine: string): void {
  if (readOrNull(path) === mine) rmSync(path, { force: true });
}

function inUse(dataDir: string, holder: ProcessMark | null): DbError {
  const who = holder === null ? 'another process' : `process ${holder.pid}`;
  return new DbError(
    'data_dir_in_use',
    `The data folder ${dataDir} is in use by ${who}: stop it, or set DATA_DIR to another folder.`,
  );
}

function parse(text: string | null): ProcessMark | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return null;
    return typeof value.pid === 'number' && typeof value.started === 'string'
      ? { pid: value.pid, started: value.started }
      : null;
  } catch {
    return null;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
