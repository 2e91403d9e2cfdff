import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCaller } from './caller.ts';
import { portOf } from './ports.ts';
import { serve } from './serve.ts';
import type { Caller } from './caller.ts';
import type { CallMessage, Port } from './message.ts';

interface Sums {
  add: (a: number, b: number) => number;
  length: (bytes: ArrayBuffer) => number;
  broken: () => never;
  slow: () => Promise<string>;
}

const sums = {
  add: (a: number, b: number) => a + b,
  length: (bytes: ArrayBuffer) => bytes.byteLength,
  broken: (): never => {
    throw new RangeError('there is nothing here');
  },
  later: (a: number) => Promise.resolve().then(() => a),
  brokenLater: () => Promise.reject(new RangeError('there was nothing')),
};

let opened: MessagePort[] = [];
let caller: Caller<typeof sums>;

beforeEach(() => {
  caller = createCaller();
});

afterEach(() => {
  for (const port of opened) port.close();
  opened = [];
});

/** A channel whose messages are written down on the way. */
function channel(answers = true): { near: Port; sent: CallMessage[] } {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  if (answers) serve(portOf(port2), sums);
  const near = portOf(port1);
  const sent: CallMessage[] = [];
  return {
    sent,
    near: {
      listen: near.listen,
      post: (message, transfer) => {
        sent.push(message as CallMessage);
        near.post(message, transfer);
      },
    },
  };
}

describe('calls', () => {
  test('of one task travel in one message, in their order', async () => {
    const { near, sent } = channel();
    caller.attach(near);
    const answers = await Promise.all([caller.remote.add(1, 2), caller.remote.add(3, 4)]);
    expect(answers).toEqual([3, 7]);
    expect(sent.map((calls) => calls.map(({ args }) => args))).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
  });

  test('what is thrown there is rejected here under its name, and stops nothing else', async () => {
    caller.attach(channel().near);
    const broken = caller.remote.broken();
    const sum = caller.remote.add(1, 1);
    await expect(broken).rejects.toMatchObject({ name: 'RangeError', message: 'there is nothing here' });
    expect(await sum).toBe(2);
  });

  test('what the other end has to wait for holds up nothing', async () => {
    caller.attach(channel().near);
    const settled: string[] = [];
    const later = caller.remote.later(1).then(() => settled.push('later'));
    const broken = caller.remote.brokenLater().catch(({ name }: Error) => settled.push(name));
    await caller.remote.add(1, 1);
    expect(settled).toEqual([]);
    await Promise.all([later, broken]);
    expect(settled.toSorted()).toEqual(['RangeError', 'later']);
  });

  test('a method the other end does not have is an error', async () => {
    const newer = caller as unknown as Caller<Pick<Sums, 'slow'>>;
    newer.attach(channel().near);
    await expect(newer.remote.slow()).rejects.toMatchObject({ name: 'RangeError' });
  });

  test('what is handed over is gone here', async () => {
    caller.attach(channel().near);
    const bytes = new ArrayBuffer(8);
    expect(await caller.handOver('length', [bytes], [bytes])).toBe(8);
    expect(bytes.byteLength).toBe(0);
  });
});

describe('another port', () => {
  test('is asked what waited for a first one', async () => {
    const sum = caller.remote.add(1, 2);
    await Promise.resolve();
    caller.attach(channel().near);
    expect(await sum).toBe(3);
  });

  test('is asked again what the one before did not answer, once and in order', async () => {
    caller.attach(channel(false).near);
    const asked = [caller.remote.add(1, 2), caller.remote.add(3, 4)];
    await Promise.resolve();
    const { near, sent } = channel();
    caller.attach(near);
    expect(await Promise.all(asked)).toEqual([3, 7]);
    expect(sent).toHaveLength(1);
  });

  test('is not asked what was handed over to the one before', async () => {
    caller.attach(channel(false).near);
    const bytes = new ArrayBuffer(8);
    const lost = caller.handOver('length', [bytes], [bytes]);
    caller.attach(channel().near);
    await expect(lost).rejects.toMatchObject({ name: 'PortClosed' });
  });
});

test('after a failure everything is rejected with its reason', async () => {
  caller.attach(channel(false).near);
  const before = caller.remote.add(1, 2);
  const reason = new Error('gone');
  caller.fail(reason);
  await expect(before).rejects.toBe(reason);
  await expect(caller.remote.add(3, 4)).rejects.toBe(reason);
});
