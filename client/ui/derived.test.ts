import { expect, test } from 'vitest';
import { derived } from './derived.ts';
import { createStore } from './store.ts';

const sameLength = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length;

test('what is equal stays the same object', () => {
  const store = createStore(['a']);
  const read = derived(store.get, (from) => [...from], sameLength);
  const first = read();
  store.set(['b']);
  expect(read()).toBe(first);
  store.set(['b', 'c']);
  expect(read()).toEqual(['b', 'c']);
});

test('it is derived once of each value', () => {
  const store = createStore(['a']);
  let times = 0;
  const read = derived(
    store.get,
    (from) => {
      times += 1;
      return from;
    },
    sameLength,
  );
  read();
  read();
  expect(times).toBe(1);
});
