import { expect, test } from 'vitest';
import { retryImport } from './retry-import.ts';

test('a part that cannot be loaded is asked for again, longer and longer apart', async () => {
  const waits: number[] = [];
  let attempts = 0;
  const load = async () => {
    attempts += 1;
    if (attempts < 4) throw new TypeError('Failed to fetch dynamically imported module');
    return 'part';
  };
  const wait = async (ms: number) => void waits.push(ms);
  expect(await retryImport(load, wait)).toBe('part');
  expect(waits).toEqual([500, 1_000, 2_000]);
});

test('in the end the failure is told', async () => {
  const load = () => Promise.reject(new TypeError('gone'));
  await expect(retryImport(load, async () => {})).rejects.toThrow('gone');
});
