import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import type { Directory, LiveStore } from './directory.ts';
import { createReferenceBell, type ReferenceBell, type ReferenceChange } from './reference-bell.ts';

function directoryOf(region: string): Directory {
  const store = { id: 1, region } as LiveStore;
  return { stores: [store], byId: new Map([[1, store]]), fingerprint: region } as unknown as Directory;
}

/** A reader whose look answers when told to, and whose directory is replaced by it; or by maintenance, with `load`. */
function setUp(regions: string[]) {
  const heard: ReferenceChange[] = [];
  const looks: (() => void)[] = [];
  const reader = {
    directory: directoryOf('IDF'),
    refreshDirectory: async () => undefined,
    refreshBaselines: async () => true,
  };
  const load = (region: string) => {
    const before = reader.directory;
    reader.directory = directoryOf(region);
    if (before.fingerprint !== region) bell.replaced(before, reader.directory);
  };
  const bell: ReferenceBell = createReferenceBell({
    reader,
    look: () =>
      new Promise((resolve) => {
        looks.push(() => {
          load(regions.shift() ?? 'IDF');
          resolve();
        });
      }),
    log: createLog('silent'),
  });
  bell.onChange((change) => heard.push(change));
  const turn = async () => {
    for (let n = 0; n < 10; n++) await Promise.resolve();
  };
  return { bell, heard, looks, load, turn };
}

test('a ring during a reading is answered by one more reading, and each is told once it is over', async () => {
  const { bell, heard, looks, turn } = setUp(['IDF', 'BRE']);
  bell.ring();
  await turn();
  bell.ring();
  bell.ring();
  expect([looks.length, heard]).toEqual([1, []]);
  looks[0]!();
  await turn();
  expect(heard).toEqual([{ storesMoved: false }]);
  looks[1]!();
  await turn();
  expect(heard).toEqual([{ storesMoved: false }, { storesMoved: true }]);
  expect(looks).toHaveLength(2);
  bell.ring();
  await turn();
  expect(looks).toHaveLength(3);
});

test('a store that moved is told once, whether the ring or maintenance had it read', async () => {
  const { bell, heard, looks, load, turn } = setUp(['BRE']);
  load('BRE');
  expect(heard).toEqual([{ storesMoved: true }]);
  bell.ring();
  await turn();
  looks[0]!();
  await turn();
  expect(heard).toEqual([{ storesMoved: true }, { storesMoved: false }]);
});
