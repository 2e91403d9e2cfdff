import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDoorbell } from './doorbell.ts';

const PAUSE = 5_000;
let answers: number[];

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  answers = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const bell = () => createDoorbell(() => answers.push(Date.now()), PAUSE);

test('a ring is answered once, after the pause', () => {
  bell().ring();
  vi.advanceTimersByTime(60_000);
  expect(answers).toEqual([PAUSE]);
});

test('a ring during the pause is answered by another one, so that nothing is missed', () => {
  const door = bell();
  door.ring();
  vi.advanceTimersByTime(PAUSE - 1);
  door.ring();
  vi.advanceTimersByTime(60_000);
  expect(answers).toEqual([PAUSE, 2 * PAUSE]);
});

test('who rings all the time is answered once per pause', () => {
  const door = bell();
  for (let at = 0; at < 60; at++) {
    door.ring();
    vi.advanceTimersByTime(500);
  }
  expect(answers).toEqual([1, 2, 3, 4, 5, 6].map((n) => n * PAUSE));
});

test('a bell that was stopped is silent', () => {
  const door = bell();
  door.ring();
  door.ring();
  door.stop();
  vi.advanceTimersByTime(60_000);
  expect(answers).toEqual([]);
});
