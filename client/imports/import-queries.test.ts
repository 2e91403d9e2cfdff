import { QueryClient, type InfiniteData } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { Import, ImportList } from '../../shared/api/imports.ts';
import { applyMessage, importListQuery, importQuery } from './import-queries.ts';

const item: Import = {
  id: 'a',
  fileName: 'ventes.csv',
  fileSize: 1,
  status: 'checking',
  dryRun: true,
  createdAt: '2026-11-22T21:00:00.000Z',
  createdBy: 'u',
  author: 'u',
  rows: 0,
  accepted: 0,
  rejected: 0,
  duplicates: 0,
  seconds: 0,
  progress: 0.5,
  units: 0,
  amount: 0,
};

function loaded() {
  const client = new QueryClient();
  const one = importQuery('a').queryKey;
  const { queryKey: list } = importListQuery({ text: '' });
  client.setQueryData(one, item);
  client.setQueryData<InfiniteData<ImportList>>(list, { pages: [{ items: [item] }], pageParams: [undefined] });
  return {
    client,
    progress: () => [
      client.getQueryData<Import>(one)?.progress,
      client.getQueryData<InfiniteData<ImportList>>(list)?.pages[0]?.items[0]?.progress,
    ],
    stale: () => [one, list].map((key) => client.getQueryState(key)?.isInvalidated),
  };
}

it('progress goes forward only, without reading anything again', () => {
  const { client, progress, stale } = loaded();
  applyMessage(client, { id: 'a', status: 'checking', progress: 0.6 }, false);
  applyMessage(client, { id: 'a', status: 'checking', progress: 0.4 }, false);
  applyMessage(client, { id: 'b', status: 'checking', progress: 0.9 }, false);
  expect(progress()).toEqual([0.6, 0.6]);
  expect(stale()).toEqual([false, false]);
});

it('the first message of a status makes the import and the list be read again', () => {
  const { client, progress, stale } = loaded();
  applyMessage(client, { id: 'a', status: 'checked', progress: 0.7 }, true);
  // A late message must not make the old data pass for fresh.
  applyMessage(client, { id: 'a', status: 'checking', progress: 0.6 }, false);
  expect(progress()).toEqual([0.5, 0.5]);
  expect(stale()).toEqual([true, true]);
});

it('an import nobody has loaded touches the list only', () => {
  const { client, stale } = loaded();
  applyMessage(client, { id: 'new', status: 'queued', progress: 0 }, true);
  expect(stale()).toEqual([false, true]);
});
