import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import { replyTo, sayComment } from '../../../shared/scenario/comment-intent.ts';
import { COMMONS, comments as log } from '../../../shared/scenario/document.ts';
import { openSessions, until } from '../testing.ts';
import type { Sessions } from '../testing.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Rooms } from '../../sync/testing/rooms.ts';

const CELL = 'ca_ttc|R:BRE|*|2027-03';

let sessions: Sessions;
let rooms: Rooms;

beforeEach(async () => {
  sessions = await openSessions();
  ({ rooms } = sessions);
});

afterEach(() => sessions.close());

/** Ready, and with the comments there are. */
async function open(user: string): Promise<PlanSession> {
  const session = sessions.open(user);
  await until(() => session.ready.get() && session.save.get().kind === 'saved');
  return session;
}

const say = (session: PlanSession, text: string): void =>
  session.comments.post((author) => sayComment(author, CELL, text, 5_000));
const texts = (session: PlanSession): string[] =>
  session.comments.of(CELL).flatMap(({ first, replies }) => [first, ...replies].map(({ text }) => text));
const written = (): string[] => log.read(rooms.doc(COMMONS)).flatMap((entry) => ('text' in entry ? [entry.text] : []));

describe('comments of an open scenario', () => {
  test('what one says shows at once, reaches the other, and is saved when the server says so', async () => {
    const lea = await open('lea');
    const max = await open('max');
    rooms.automatic = false;
    say(lea, 'Trop haut');
    expect(texts(lea)).toEqual(['Trop haut']);
    expect(lea.save.get()).toEqual({ kind: 'saving', pending: 1 });
    await until(() => texts(max).length === 1);
    max.comments.post((author) => replyTo(author, max.comments.of(CELL)[0]!, 'Je baisse', null));
    await until(() => texts(lea).length === 2);
    rooms.acknowledge(COMMONS);
    await until(() => lea.save.get().kind === 'saved' && max.save.get().kind === 'saved');
    expect(texts(lea)).toEqual(['Trop haut', 'Je baisse']);
  });

  test('what is said before the comments there are have come shows at once too', async () => {
    const lea = sessions.open('lea');
    say(lea, 'Vite');
    expect(texts(lea)).toEqual(['Vite']);
    await until(() => lea.save.get().kind === 'saved');
    expect(written()).toEqual(['Vite']);
  });

  test('what is said offline counts as unsaved and arrives on return', async () => {
    const lea = await open('lea');
    rooms.end(COMMONS);
    await until(() => lea.save.get().kind === 'offline');
    say(lea, 'Dans le train');
    expect(lea.save.get()).toMatchObject({ kind: 'offline', pending: 1 });
    expect(texts(lea)).toEqual(['Dans le train']);
    lea.retry();
    await until(() => lea.save.get().kind === 'saved');
    expect(written()).toEqual(['Dans le train']);
  });

  test('what was not yet saved is carried over into a document that replaces the one before', async () => {
    const lea = await open('lea');
    say(lea, 'Gardé');
    await until(() => lea.save.get().kind === 'saved');
    rooms.automatic = false;
    say(lea, 'En attente');
    await until(() => written().length === 2);
    const rebuilt = new Doc();
    log.append(rebuilt, log.read(rooms.doc(COMMONS)).slice(0, 1));
    rooms.replace(COMMONS, rebuilt);
    rooms.automatic = true;
    rooms.end(COMMONS, 4409);
    await until(() => lea.save.get().kind === 'saved' && written().length === 2);
    expect(written()).toEqual(['Gardé', 'En attente']);
    expect(texts(lea)).toEqual(['Gardé', 'En attente']);
  });

  test('a refused comment leaves its thread and is handed back with its text', async () => {
    const lea = await open('lea');
    say(lea, 'Gardé');
    await until(() => lea.save.get().kind === 'saved');
    rooms.automatic = false;
    say(lea, 'Refusé');
    await until(() => written().length === 2);
    const rebuilt = new Doc();
    log.append(rebuilt, log.read(rooms.doc(COMMONS)).slice(0, 1));
    rooms.replace(COMMONS, rebuilt);
    rooms.end(COMMONS, 4403, '{"code":"rights"}');
    await until(() => lea.comments.refusals.get().length === 1);
    expect(lea.comments.refusals.get()[0]).toMatchObject({ code: 'rights', entries: [{ text: 'Refusé' }] });
    expect(lea.refusals.get()).toEqual([]);
    await until(() => texts(lea).length === 1);
  });

  test('only what others write from now on is news', async () => {
    const lea = await open('lea');
    say(lea, 'Déjà là');
    await until(() => lea.save.get().kind === 'saved');
    const heard: string[] = [];
    const max = sessions.open('max');
    max.comments.onArrival((entries) => entries.forEach((entry) => 'text' in entry && heard.push(entry.text)));
    await until(() => texts(max).length === 1 && max.save.get().kind === 'saved');
    say(lea, 'Nouveau');
    await until(() => texts(max).length === 2);
    const otherTab = await open('max');
    say(otherTab, 'De moi');
    await until(() => texts(max).length === 3);
    const states: string[] = [];
    max.save.subscribe(() => states.push(max.save.get().kind));
    rooms.end(COMMONS, 4409);
    await until(() => states.length > 1 && states.at(-1) === 'saved');
    expect(heard).toEqual(['Nouveau']);
  });
});
