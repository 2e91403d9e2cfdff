import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holderOf, lockDataDir } from './lock.ts';
import { isRunning, markOf } from './process.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'epm-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('the lock names us and goes with its release', () => {
  const lock = lockDataDir(dir);
  expect(holderOf(dir)).toEqual(markOf(process.pid));
  expect(() => lockDataDir(dir)).toThrow(`in use by process ${process.pid}:`);
  lock.check();
  lock.release();
  expect(readdirSync(dir)).toEqual([]);
});

test.each([
  ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '5' })],
  ['whose number was given to another process', JSON.stringify({ pid: process.pid, started: '5' })],
  ['cut off by a full disk', '{"pid":'],
  ['that is empty', ''],
])('a lock %s is taken over', (_what, content) => {
  writeFileSync(join(dir, 'lock'), content);
  expect(holderOf(dir)).toBeNull();
  lockDataDir(dir).check();
  expect(readdirSync(dir)).toEqual(['lock']);
});

test('whoever lost the lock finds out, and does not remove the lock of its successor', () => {
  const lock = lockDataDir(dir);
  writeFileSync(join(dir, 'lock'), JSON.stringify({ pid: process.ppid, started: markOf(process.ppid)?.started }));
  expect(() => lock.check()).toThrow(`in use by process ${process.ppid}:`);
  lock.release();
  expect(holderOf(dir)?.pid).toBe(process.ppid);
});

test('a process is known by number and start', () => {
  const own = markOf(process.pid);
  expect(own?.started).not.toBe('unknown');
  expect(isRunning(own ?? { pid: 0, started: '' })).toBe(true);
  expect(isRunning({ pid: process.pid, started: '5' })).toBe(false);
  expect(markOf(0)).toBeNull();
  expect(markOf(Number.NaN)).toBeNull();
});
