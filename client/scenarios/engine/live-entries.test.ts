import { expect, test } from 'vitest';
import { createLiveEntries } from './live-entries.ts';

test('asks once for a cell, and again when something has changed', async () => {
  let version = 1;
  const asked: string[] = [];
  const live = createLiveEntries({
    version: () => version,
    live: (cell) => {
      asked.push(`${cell} ${version}`);
      return Promise.resolve([]);
    },
  });
  await live('a');
  await live('a');
  version = 2;
  await live('a');
  await live('b');
  expect(asked).toEqual(['a 1', 'a 2', 'b 2']);
});
