import { expect, test } from 'vitest';
import { createSeenMentions } from './seen-mentions.ts';
import type { SettingStore } from './seen-mentions.ts';

function settings(kept = new Map<string, string>()): SettingStore {
  return { read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value) };
}

test('what was seen stays seen after a reload, for this user and scenario only', () => {
  const machine = settings();
  createSeenMentions('lea', 'plan', machine).add(['a', 'b']);
  const seen = (user: string, scenario: string) => [...createSeenMentions(user, scenario, machine).ids.get()];
  expect(seen('lea', 'plan')).toEqual(['a', 'b']);
  expect(seen('max', 'plan')).toEqual([]);
  expect(seen('lea', 'other')).toEqual([]);
});

test('two tabs do not forget what the other has seen', () => {
  const machine = settings();
  const [one, two] = [createSeenMentions('lea', 'plan', machine), createSeenMentions('lea', 'plan', machine)];
  one.add(['a']);
  two.add(['b']);
  expect([...createSeenMentions('lea', 'plan', machine).ids.get()].toSorted()).toEqual(['a', 'b']);
});

test.each(['no json', '{"a":1}', '[1,null,"a"]', 'null'])('reads what it can of %s', (kept) => {
  const machine = settings(new Map([['epm.mentions.lea.plan', kept]]));
  const seen = createSeenMentions('lea', 'plan', machine);
  expect([...seen.ids.get()]).toEqual(kept.includes('"a"]') ? ['a'] : []);
  seen.add(['b']);
  expect(seen.ids.get().has('b')).toBe(true);
});
