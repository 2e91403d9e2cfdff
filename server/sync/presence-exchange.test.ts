import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createPresenceExchange } from './presence-exchange.ts';
import { silentLog } from './testing/fixtures.ts';
import type { PresenceExchange, PresenceWord } from './presence-exchange.ts';

const CHANNEL = 'epm:presence';
const ENTRY = { client: 7, clock: 3, json: '{"user":{"id":"lea","name":"Léa","colour":"4"},"cell":"a"}' };

function aBus(): { emitter: EventEmitter; exchange: (server: string) => PresenceExchange } {
  const emitter = new EventEmitter();
  const bus = {
    publish: (channel: string, message: string) => void emitter.emit(channel, message),
    subscribe(channel: string, listener: (message: string) => void) {
      emitter.on(channel, listener);
      return () => void emitter.off(channel, listener);
    },
  };
  return { emitter, exchange: (server) => createPresenceExchange({ bus, server, log: silentLog }) };
}

describe('[S18] the exchange', () => {
  test('tells the rooms of one scenario at other servers, not those of its own, and each opening under another name', () => {
    const { exchange } = aBus();
    const [one, other] = [exchange('one'), exchange('other')];
    const heard: [string, PresenceWord][] = [];
    const open = (where: PresenceExchange, name: string, scenario: string) =>
      where.open(scenario, (word) => heard.push([name, word]));
    open(one, 'neighbour', 'plan');
    open(other, 'other room', 'another plan');
    const closing = open(other, 'closed', 'plan');
    open(other, 'room', 'plan');
    closing.close();
    open(one, 'second', 'plan').tell('changes', [ENTRY]);
    expect(heard).toEqual([['room', { from: 'one/2', kind: 'changes', entries: [ENTRY] }]]);
  });

  const message = (changes: object): string =>
    `one ${JSON.stringify({ from: 'one/1', scenario: 'plan', kind: 'changes', entries: [], ...changes })}`;
  test.each([
    ['no JSON', 'one {'],
    ['an unknown kind', message({ kind: 'kick' })],
    ['a long name', message({ from: 'x'.repeat(81) })],
    ['a client that is no number', message({ entries: [['7', 1, 'null']] })],
    ['a clock below zero', message({ entries: [[7, -1, 'null']] })],
    ['too many entries', message({ entries: Array.from({ length: 1_001 }, () => [1, 1, 'null']) })],
    ['too long a text', message({ entries: [[1, 1, 'x'.repeat(2_100_000)]] })],
  ])('passes over %s', (_, text) => {
    const { emitter, exchange } = aBus();
    const heard: PresenceWord[] = [];
    exchange('other').open('plan', (word) => heard.push(word));
    emitter.emit(CHANNEL, text);
    expect(heard).toEqual([]);
    emitter.emit(CHANNEL, message({}));
    expect(heard.length).toBe(1);
  });
});
