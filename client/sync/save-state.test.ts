import { describe, expect, test } from 'vitest';
import { nextLinkState } from './link-state.ts';
import { saveStateOf } from './save-state.ts';
import type { LinkReport } from './save-state.ts';

const live = (sheet: string, pending = 0): LinkReport => ({ sheet, state: { kind: 'live' }, pending });
const cut = (sheet: string, pending = 0): LinkReport => ({
  sheet,
  state: { kind: 'offline', cause: 'network' },
  pending,
});

describe('saveStateOf', () => {
  test('saved only when every document is live and nothing waits', () => {
    expect(saveStateOf([live('siege'), live('IDF')])).toEqual({ kind: 'saved' });
    expect(saveStateOf([live('siege', 1), live('IDF', 2)])).toEqual({ kind: 'saving', pending: 3 });
  });

  test('one document cut is offline, and everything that waits is counted', () => {
    expect(saveStateOf([live('siege', 1), cut('IDF', 2)])).toEqual({
      kind: 'offline',
      pending: 3,
      cause: 'network',
      sheets: ['IDF'],
    });
  });

  test('a stop outweighs a cut', () => {
    const stopped: LinkReport = { sheet: 'BRE', state: { kind: 'stopped', cause: 'signedOut' }, pending: 0 };
    expect(saveStateOf([cut('IDF', 1), stopped])).toEqual({ kind: 'stopped', cause: 'signedOut', pending: 1 });
  });

  test('nothing is called saved before the first sync', () => {
    expect(saveStateOf([live('siege'), { sheet: 'IDF', state: { kind: 'opening' }, pending: 0 }])).toEqual({
      kind: 'opening',
    });
  });
});

describe('nextLinkState', () => {
  test('a cut before the first sync stays opening: there is nothing to edit yet', () => {
    const closed = { kind: 'closed', reaction: { kind: 'retry', cause: 'loadFailed' } } as const;
    expect(nextLinkState({ kind: 'opening' }, closed)).toEqual({ kind: 'opening', trouble: 'loadFailed' });
    expect(nextLinkState({ kind: 'live' }, closed)).toEqual({ kind: 'offline', cause: 'loadFailed' });
  });
});
