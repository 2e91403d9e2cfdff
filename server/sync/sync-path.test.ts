import { expect, test } from 'vitest';
import { parseSyncPath } from './sync-path.ts';

const SCENARIO = '9187784a-1f86-4d7e-8d1e-70498d0920bd';

test('a path names a document, its epoch and the version of the protocol', () => {
  expect(parseSyncPath(`/sync/${SCENARIO}/IDF?epoch=2&v=1`)).toEqual({
    scenario: SCENARIO,
    sheet: 'IDF',
    epoch: 2,
    version: 1,
  });
  expect(parseSyncPath(`/sync/${SCENARIO}/siege`)).toEqual({ scenario: SCENARIO, sheet: 'siege', version: 1 });
});

test.each([
  `/sync/${SCENARIO}`,
  `/sync/${SCENARIO}/`,
  `/sync/${SCENARIO}/a/b`,
  `/sync/${SCENARIO}/%00`,
  `/sync/${SCENARIO}/a%0ab`,
  `/sync/${SCENARIO}/%zz`,
  `/sync/${SCENARIO}/${'x'.repeat(65)}`,
  `/sync/${SCENARIO}/IDF?epoch=x`,
  `/sync/${SCENARIO}/IDF?v=-1`,
  '/sync/no-id/IDF',
  '//',
])('%s names nothing', (path) => {
  expect(parseSyncPath(path)).toBeUndefined();
});
