import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import { formatCloseReason } from '../../shared/api/sync.ts';
import { openSheetLink } from './sheet-link.ts';
import { openRooms } from './testing/rooms.ts';
import type { SheetLink } from './sheet-link.ts';
import type { Rooms } from './testing/rooms.ts';

let rooms: Rooms;
let link: SheetLink<string>;
let refused: { items: readonly string[]; code: string }[];

const seen = (doc: Doc): string[] => doc.getArray<string>('edits').toArray();

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5_000, interval: 5 }).toBe(true);
}

beforeEach(async () => {
  rooms = await openRooms();
  refused = [];
  link = openSheetLink<string>({
    url: `${rooms.url}/x`,
    sheet: 'IDF',
    socket: rooms.socket,
    write: (doc, items) => doc.getArray<string>('edits').push([...items]),
    holds: (doc, item) => seen(doc).includes(item),
    idOf: (item) => item,
    onDocument: () => {},
    onState: () => {},
    onRefused: (items, code) => refused.push({ items, code }),
    onRightsChanged: () => {},
  });
  await until(() => link.state().kind === 'live');
});

afterEach(() => {
  link.close();
  rooms.stop();
});

describe('a sheet link', () => {
  test('counts an entry as pending until the server says that it is durable', async () => {
    rooms.automatic = false;
    link.append(['a', 'b']);
    await until(() => seen(rooms.doc('IDF')).length === 2);
    expect(link.pending()).toBe(2);
    rooms.acknowledge('IDF');
    await until(() => link.pending() === 0);
  });

  test('keeps what was typed offline and saves it after the connection is back', async () => {
    rooms.end('IDF');
    await until(() => link.state().kind === 'offline');
    link.append(['offline']);
    expect(link.pending()).toBe(1);
    link.retry();
    await until(() => link.pending() === 0);
    expect(seen(rooms.doc('IDF'))).toEqual(['offline']);
  });

  test('after a refusal starts from what the server has and hands back what was lost', async () => {
    link.append(['kept']);
    await until(() => link.pending() === 0);
    rooms.automatic = false;
    const before = link.doc();
    link.append(['lost']);
    rooms.end('IDF', 4403, 'rights');
    await until(() => link.state().kind === 'live' && link.doc() !== before);
    expect(refused).toEqual([{ items: ['lost'], code: 'rights' }]);
    expect(link.pending()).toBe(0);
  });

  test('after a refusal that names its entry offers the others again', async () => {
    rooms.automatic = false;
    link.append(['good', 'bad']);
    await until(() => seen(rooms.doc('IDF')).length === 2);
    rooms.replace('IDF', new Doc());
    rooms.automatic = true;
    rooms.end('IDF', 4403, formatCloseReason({ code: 'sheet', entry: 'bad' }));
    await until(() => refused.length === 1 && link.pending() === 0);
    expect(refused).toEqual([{ items: ['bad'], code: 'sheet' }]);
    expect(seen(rooms.doc('IDF'))).toEqual(['good']);
  });

  test('takes a refused repetition for what it is: saved', async () => {
    rooms.automatic = false;
    link.append(['twice']);
    await until(() => seen(rooms.doc('IDF')).length === 1);
    const before = link.doc();
    rooms.end('IDF', 4403, formatCloseReason({ code: 'duplicate', entry: 'twice' }));
    await until(() => link.state().kind === 'live' && link.doc() !== before);
    expect(refused).toEqual([]);
    expect(link.pending()).toBe(0);
    expect(seen(link.doc())).toEqual(['twice']);
  });

  test('is forbidden when it is refused without having written anything', async () => {
    rooms.end('IDF', 4403, 'rights');
    await until(() => link.state().kind === 'stopped');
    expect(link.state()).toEqual({ kind: 'stopped', cause: 'forbidden' });
  });

  test('carries unsaved entries over to a new epoch, once each', async () => {
    rooms.automatic = false;
    link.append(['durable', 'unsaved']);
    await until(() => seen(rooms.doc('IDF')).length === 2);
    const rebuilt = new Doc();
    rebuilt.getArray('edits').push(['durable']);
    rooms.replace('IDF', rebuilt);
    rooms.automatic = true;
    rooms.end('IDF', 4409);
    await until(() => seen(rooms.doc('IDF')).length === 2 && link.pending() === 0);
    expect(seen(rooms.doc('IDF'))).toEqual(['durable', 'unsaved']);
    expect(seen(link.doc())).toEqual(['durable', 'unsaved']);
  });

  test('stops without a session and keeps the unsaved entry for after the sign-in', async () => {
    rooms.automatic = false;
    rooms.end('IDF', 4401);
    await until(() => link.state().kind === 'stopped');
    link.append(['kept']);
    expect(link.state()).toEqual({ kind: 'stopped', cause: 'signedOut' });
    rooms.automatic = true;
    link.retry();
    await until(() => link.pending() === 0 && link.state().kind === 'live');
    expect(seen(rooms.doc('IDF'))).toEqual(['kept']);
  });
});
