import { expect, test } from 'vitest';
import { createForesight } from './foresight.ts';

test('the engine gets ready once for what is typed into a cell, again when the plan has changed, and never for a change of what is there', async () => {
  let version = 1;
  const asked: string[] = [];
  const foresee = createForesight({
    version: () => version,
    expect: (cell) => {
      asked.push(`${cell} ${version}`);
      return Promise.resolve();
    },
  });
  await foresee('a', '1');
  await foresee('a', '12');
  version = 2;
  await foresee('a', '120');
  await foresee('c', '+');
  await foresee('c', ' -1');
  await foresee('b', '5');
  expect(asked).toEqual(['a 1', 'a 2', 'b 2']);
});
