import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DbError } from '../error.ts';
import type { Place } from './place.ts';

export interface Postmaster {
  pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<string>;
  /** Fast shutdown, then harder; resolves when the process has ended. */
  stop(): Promise<void>;
}

/** For two cores beside a Node process. A sale that was acknowledged is on disk: synchronous_commit stays on. */
const SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_connections: '100',
  max_wal_size: '2GB',
  wal_compression: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  // Short queries pay for compilation and never win it back.
  jit: 'off',
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] %a ',
  password_encryption: 'scram-sha-256',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

const READY_LIMIT_MS = 300_000;
const LOG_LIMIT_BYTES = 5_000_000;
const FAST_STOP_MS = 2_500;
const IMMEDIATE_STOP_MS = 500;

/** What a failed start says about whether another attempt could do better. */
export type StartFailure = 'port_taken' | 'still_in_use' | 'other';

export class StartError extends DbError {
  readonly reason: StartFailure;

  constructor(reason: StartFailure, message: string) {
    super('postgres_failed', message);
    this.reason = reason;
  }
}

/**
 * Starts the server and resolves once it takes connections. It gets a session of its own, so that Ctrl-C in the terminal
 * reaches us and not it, and writes its log to a file, since a pipe would break with us.
 */
export async function startPostmaster(
  place: Place,
  port: number,
  options: { logFile: string; settings: Readonly<Record<string, string>> },
): Promise<Postmaster> {
  const { logFile } = options;
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  const output = openSync(logFile, 'a', 0o600);
  const before = statSync(logFile).size;
  const settings = Object.entries({ ...SETTINGS, ...options.settings });
  const child = spawn(
    join(place.binaries.root, 'bin', 'postgres'),
    ['-D', place.cluster, '-p', String(port), ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...place.owner,
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      detached: true,
      stdio: ['ignore', output, output],
    },
  );
  closeSync(output);
  child.unref();

  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  }).then((how) => {
    over = true;
    return how;
  });
  const stop = async (): Promise<void> => {
    // A command with nothing else to do would end here, before its server has.
    child.ref();
    for (const [signal, ms] of [
      ['SIGINT', FAST_STOP_MS],
      ['SIGQUIT', IMMEDIATE_STOP_MS],
      ['SIGKILL', Infinity],
    ] as const) {
      if (over) return;
      child.kill(signal);
      await (ms === Infinity ? ended : Promise.race([ended, sleep(ms, undefined, { ref: false })]));
    }
  };

  const pidFile = join(place.cluster, 'postmaster.pid');
  for (const limit = performance.now() + READY_LIMIT_MS; !isReady(pidFile, child.pid);) {
    if (over) throw failure(logFile, before, await ended);
    if (performance.now() > limit) {
      await stop();
      throw new StartError(
        'other',
        `The database server was not ready after ${READY_LIMIT_MS / 1000} s: see ${logFile}.`,
      );
    }
    await Promise.race([ended, sleep(10)]);
  }
  return { pid: child.pid ?? 0, ended, stop };
}

/** A TCP port of this machine that nobody uses at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function isReady(pidFile: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function failure(logFile: string, from: number, how: string): StartError {
  const text = readFileSync(logFile).subarray(from).toString('utf8').trim();
  const reason = /could not bind|could not create any TCP/.test(text)
    ? 'port_taken'
    : /pre-existing shared memory block|lock file .* already exists/.test(text)
      ? 'still_in_use'
      : 'other';
  return new StartError(
    reason,
    `The database server did not start (${how}):\n${text.split('\n').slice(-12).join('\n')}`,
  );
}
