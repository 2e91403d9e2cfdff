import { expect, test } from 'vitest';
import { importWhenReachable } from './import-when-reachable.ts';

test('a part is not asked for before the server answers', async () => {
  const answers = [false, false, true];
  const happened: string[] = [];
  const part = await importWhenReachable(
    async () => {
      happened.push('load');
      return 'part';
    },
    {
      reachable: async () => answers.shift() ?? true,
      wait: async (ms) => void happened.push(`wait ${ms}`),
    },
  );
  expect(part).toBe('part');
  expect(happened).toEqual(['wait 250', 'wait 500', 'load']);
});
