import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** A process, and the proof that its number was not given to another one since. */
export interface ProcessMark {
  pid: number;
  /** Opaque: ticks since boot on Linux, a date elsewhere; 'unknown' where the system does not tell. */
  started: string;
}

/** The mark of a running process, or null where there is none. A zombie counts as gone: it holds nothing any more. */
export function markOf(pid: number): ProcessMark | null {
  if (!exists(pid)) return null;
  if (process.platform === 'linux') {
    const stat = readOrNull(`/proc/${pid}/stat`);
    if (stat === null) return exists(pid) ? { pid, started: 'unknown' } : null;
    // The command in parentheses may itself contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return { pid, started: fields[19] ?? 'unknown' };
  }
  const started = ps(pid, 'lstart=');
  return { pid, started: started === '' ? 'unknown' : started };
}

export function isRunning(mark: ProcessMark): boolean {
  const now = markOf(mark.pid);
  return now !== null && (now.started === mark.started || now.started === 'unknown' || mark.started === 'unknown');
}

/**
 * Whether `pid` is a postmaster of that folder. The command line is readable where /proc/<pid>/cwd is not (root in a
 * container, a server of another user); the working folder also knows a cluster that was moved while it ran.
 */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (markOf(pid) === null) return false;
  if (process.platform !== 'linux')
    return /\bpostgres\b/.test(ps(pid, 'command=')) && ps(pid, 'command=').includes(cluster);
  const argv = readOrNull(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
  if (!/(^|\/)postgres$/.test(argv[0] ?? '')) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return argv[argv.indexOf('-D') + 1] === cluster;
  }
}

function exists(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string {
  return (spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
}
