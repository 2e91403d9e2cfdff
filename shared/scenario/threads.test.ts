import { describe, expect, test, vi } from 'vitest';
import { createRandom } from '../planning/testing/random.ts';
import { smallHierarchy } from '../planning/testing/small-plan.ts';
import { admitComment } from './admit.ts';
import { createClock } from './clock.ts';
import { deleteComment, editComment, reopenThread, replyTo, resolveThread, sayComment } from './comment-intent.ts';
import { reopened } from './reopening.ts';
import { threadsOf } from './threads.ts';
import type { Random } from '../planning/testing/random.ts';
import type { CommentEntry } from './comment.ts';
import type { Author } from './intent.ts';
import type { Thread } from './threads.ts';

// Under a second on a quiet machine; what it shows does not depend on how long it takes.
vi.setConfig({ testTimeout: 60_000 });

const NOW = Date.UTC(2026, 10, 25);
const CELL = 'ca_ttc|R:IDF|*|2027-Q1';
const OTHER = 'ca_ttc|R:SUD|*|2027-Q1';

function people(...names: string[]): Author[] {
  let now = NOW;
  const clock = createClock(() => (now += 1));
  return names.map((by, seed) => ({ by, clock, newId: createRandom(seed + 1).uuid }));
}

function one(...entries: CommentEntry[]): Thread {
  const threads = threadsOf(entries);
  expect(threads).toHaveLength(1);
  return threads[0]!;
}

describe('threads', () => {
  test('a thread is its first comment, the replies to it and to each other, and the values they were about', () => {
    const [ada, bob] = people('ada', 'bob') as [Author, Author];
    const say = sayComment(ada, CELL, ' Trop haut ? ', 120_000);
    const reply = replyTo(bob, one(say), 'Non', null);
    const deep: CommentEntry = {
      ...replyTo(ada, one(say), 'Bien', undefined),
      op: 'reply',
      to: reply.id,
      text: 'Bien',
    };
    const deepest = { ...replyTo(bob, one(say), 'Au fond', null), to: deep.id, at: NOW * 1000 } as CommentEntry;
    const apart = sayComment(bob, OTHER, 'Ailleurs', 1);
    const [first, second] = threadsOf([apart, deepest, deep, reply, say]);
    expect(first).toMatchObject({ id: say.id, cell: CELL, lastAt: deep.at, deleted: false });
    expect(first?.first).toEqual({ id: say.id, by: 'ada', at: say.at, text: 'Trop haut ?', value: 120_000 });
    expect(first?.replies.map(({ text, value }) => [text, value])).toEqual([
      ['Au fond', null],
      ['Non', null],
      ['Bien', undefined],
    ]);
    expect(second?.id).toBe(apart.id);
  });

  test('[C2] one edits and deletes one’s own messages only; what is deleted stays so', () => {
    const [ada, bob] = people('ada', 'bob') as [Author, Author];
    const say = sayComment(ada, CELL, 'Un', 1);
    const thread = one(say);
    const foreign = editComment(bob, thread, thread.first, 'Deux');
    expect(one(say, foreign, deleteComment(bob, thread, thread.first)).first).toEqual(thread.first);
    const own = editComment(ada, thread, thread.first, 'Trois');
    expect(one(say, own).first).toMatchObject({ text: 'Trois', editedAt: own.at });
    const gone = deleteComment(ada, thread, thread.first);
    const late = editComment(ada, thread, thread.first, 'Quatre');
    expect(one(say, gone, late)).toMatchObject({ deleted: true, first: { text: '', deleted: true } });
    const reply = replyTo(bob, thread, 'Dommage', 1);
    expect(one(say, gone, reply).deleted).toBe(false);
  });

  test('the last word decides whether it is resolved', () => {
    const [ada, bob] = people('ada', 'bob') as [Author, Author];
    const say = sayComment(ada, CELL, 'Un', 1);
    const thread = one(say);
    const resolve = resolveThread(bob, thread, 120_000);
    const reopen = reopenThread(ada, thread, 130_000);
    expect(one(say, resolve).resolved).toEqual({ by: 'bob', at: resolve.at, value: 120_000 });
    const after = one(reopen, say, resolve);
    expect(after.resolved).toBeUndefined();
    expect(after.reopened).toEqual({ by: 'ada', at: reopen.at, value: 130_000 });
  });

  test('[C2] what names an unknown entry is held until that arrives; replies in a circle never count', () => {
    const [ada] = people('ada') as [Author];
    const say = sayComment(ada, CELL, 'Un', 1);
    const reply = replyTo(ada, one(say), 'Deux', 1);
    const resolve = resolveThread(ada, one(say), 1);
    expect(threadsOf([reply, resolve])).toEqual([]);
    expect(one(reply, resolve, say)).toMatchObject({ replies: [{ text: 'Deux' }], resolved: { value: 1 } });
    const circle = [
      { ...reply, id: resolve.id, to: reply.id },
      { ...reply, to: resolve.id },
    ] as CommentEntry[];
    expect(one(say, ...circle).replies).toEqual([]);
  });

  test('[C1] the gate takes what the builders make', () => {
    const [ada] = people('ada') as [Author];
    const say = sayComment(ada, CELL, 'Un', null);
    const thread = one(say);
    const made = [
      say,
      replyTo(ada, thread, 'Deux', 5),
      editComment(ada, thread, thread.first, 'Trois'),
      resolveThread(ada, thread, 120_000),
      resolveThread(ada, thread, undefined),
      reopenThread(ada, thread, null),
      deleteComment(ada, thread, thread.first),
    ];
    const admission = { hierarchy: smallHierarchy, sheet: 'commons', by: 'ada', now: NOW + 1_000, settledBefore: 0 };
    for (const entry of made) {
      expect(admitComment(JSON.parse(JSON.stringify(entry)), admission)).toEqual({ ok: true, entry });
    }
  });
});

/** A log as several people write it who see only part of each other's entries. */
function randomLog(random: Random): CommentEntry[] {
  const authors = people('ada', 'bob', 'eve');
  const log: CommentEntry[] = [];
  for (let n = 0; n < 60; n++) {
    const author = random.pick(authors);
    const threads = threadsOf(random.shuffle(log).slice(0, 1 + random.int(log.length + 1)));
    const thread = threads.length > 0 && random.chance(0.8) ? random.pick(threads) : undefined;
    if (!thread) {
      log.push(sayComment(author, random.pick([CELL, OTHER]), `say ${n}`, random.int(9)));
      continue;
    }
    const message = random.pick([thread.first, ...thread.replies]);
    log.push(
      random.pick([
        () => replyTo(author, { ...thread, id: message.id }, `reply ${n}`, random.int(9)),
        () => editComment(author, thread, message, `edit ${n}`),
        () => deleteComment(author, thread, message),
        () => resolveThread(author, thread, random.int(9)),
        () => reopenThread(author, thread, random.int(9)),
      ])(),
    );
  }
  // Clocks differ: some stamps are those of others, some lie before what they are about.
  return log.map((entry) => (random.chance(0.3) ? { ...entry, at: NOW * 1000 + random.int(60_000) } : entry));
}

test('[C2] the threads are the same in whatever order the entries arrive, and however often', () => {
  for (let seed = 20261125; seed < 20261125 + 80; seed++) {
    const random = createRandom(seed);
    const log = randomLog(random);
    const threads = threadsOf(log);
    for (let turn = 0; turn < 4; turn++) {
      expect(threadsOf([...random.shuffle(log), ...random.shuffle(log).slice(0, 5)]), `seed ${seed}`).toEqual(threads);
    }
    // Every text of every author is where its author can find it, or was taken back by him.
    const says = log.filter(({ op }) => op === 'say').map(({ id }) => id);
    expect(threads.map(({ id }) => id).toSorted(), `seed ${seed}`).toEqual(says.toSorted());
    for (const message of threads.flatMap(({ first, replies }) => [first, ...replies])) {
      const acts = log.filter((entry) => 'to' in entry && entry.to === message.id && entry.by === message.by);
      if (message.deleted)
        expect(
          acts.some(({ op }) => op === 'delete'),
          `seed ${seed}`,
        ).toBe(true);
      else if (message.editedAt === undefined)
        expect(
          acts.some(({ op }) => op === 'edit'),
          `seed ${seed}`,
        ).toBe(false);
    }
  }
});

describe('[C3] a resolved thread', () => {
  const [ada] = people('ada') as [Author];
  const say = sayComment(ada, CELL, 'Un', 1);
  const at = (value: number | null | undefined): Thread => one(say, resolveThread(ada, one(say), value));

  test.each<[string, number | null | undefined, number | null | undefined, boolean]>([
    ['as it was', 100, 100, false],
    ['within 1 %', 100, 101, false],
    ['more than 1 % up', 100, 101.01, true],
    ['more than 1 % down', 100, 98.9, true],
    ['more than 1 % of a negative value', -100, -98.5, true],
    ['within 1 % of a negative value', -100, -100.5, false],
    ['anything from zero', 0, 0.01, true],
    ['zero as it was', 0, 0, false],
    ['from a number to none', 100, null, true],
    ['from none to a number', null, 0, true],
    ['none as it was', null, null, false],
    ['resolved at an unknown value', undefined, 100, false],
    ['a value that is not there yet', 100, undefined, false],
    ['none, and a value that is not there yet', null, undefined, false],
  ])('%s', (_what, from, to, opens) => {
    expect(reopened(at(from), to)).toEqual(opens ? { from, to } : undefined);
  });

  test('is resolved again when the value comes back, and never reopens before it was resolved', () => {
    const thread = at(100);
    expect(reopened(thread, 200)).toEqual({ from: 100, to: 200 });
    expect(reopened(thread, 100)).toBeUndefined();
    expect(reopened(thread, 104, 0.05)).toBeUndefined();
    expect(reopened(one(say), 200)).toBeUndefined();
    expect(reopened(one(say, resolveThread(ada, one(say), 1), reopenThread(ada, one(say), 1)), 200)).toBeUndefined();
  });
});
