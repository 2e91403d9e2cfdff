import { expect, test } from 'vitest';
import { groupCommit } from './group-commit.ts';
import { createMemoryJournal } from './memory-journal.ts';
import { LEA } from './testing/fixtures.ts';
import type { Batch, JournalStore } from './journal.ts';

const batch = (document: number, epoch: number, after: number): Batch => ({
  document,
  epoch,
  after,
  records: [{ bytes: Uint8Array.of(epoch, 0), client: epoch, user: LEA }],
});

function recorded(): { store: JournalStore; groups: (readonly Batch[])[] } {
  const store = createMemoryJournal();
  const groups: (readonly Batch[])[] = [];
  const appendAll: JournalStore['appendAll'] = (batches) => {
    groups.push(batches);
    return store.appendAll(batches);
  };
  return { store: { ...store, appendAll }, groups };
}

test('what documents append in one turn goes into one commit', async () => {
  const { store, groups } = recorded();
  const journal = groupCommit(store);
  const answers = await Promise.all([1, 2, 3].map((document) => journal.append(batch(document, 1, 0))));
  expect(answers).toEqual(['committed', 'committed', 'committed']);
  expect(groups.length).toBe(1);
});

test('a room on its way out and the one of the next epoch do not append in one commit', async () => {
  const { store, groups } = recorded();
  const journal = groupCommit(store);
  await store.appendAll([batch(1, 1, 0)]);
  await store.rebuild(1, 1, () => ({ settledBefore: 0, rows: [], snapshot: undefined }));
  groups.length = 0;
  const answers = await Promise.all([
    journal.append(batch(1, 1, 1)),
    journal.append(batch(1, 2, 0)),
    journal.append(batch(2, 1, 0)),
  ]);
  expect(answers).toEqual(['closed', 'committed', 'committed']);
  expect(groups.map((group) => group.map(({ document, epoch }) => `${document}/${epoch}`))).toEqual([
    ['1/1', '2/1'],
    ['1/2'],
  ]);
  expect((await store.load(1, 2)).rows.map(({ bytes }) => bytes)).toEqual([Uint8Array.of(2, 0)]);
});
