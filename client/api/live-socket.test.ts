import { beforeEach, describe, expect, it } from 'vitest';
import { createLiveSocket, type LiveSocket } from './live-socket.ts';
import { kpiMessage, simulatedSocket } from './live-testing.ts';

let now: number;
let tick: () => void;
let revoked: number;
let wire: ReturnType<typeof simulatedSocket>;
let live: LiveSocket;

beforeEach(() => {
  now = 1_000_000;
  revoked = 0;
  wire = simulatedSocket();
  live = createLiveSocket({
    open: () => wire.socket,
    now: () => now,
    everySecond: (run) => {
      tick = run;
      return () => (tick = () => undefined);
    },
    online: () => true,
    onRevoked: () => (revoked += 1),
  });
  live.start();
});

/** Lets answered requests reach the code that awaits them. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const revenue = (scope: string) => live.scope(scope).get().reading?.values.revenueTtc;
const seconds = (count: number) => {
  for (let passed = 0; passed < count; passed += 1) {
    now += 1_000;
    tick();
  }
};

describe('subscribing', () => {
  it('asks once per scope, however many watch it, and stores the answer', async () => {
    live.watch('company', { curve: false });
    live.watch('company', { curve: false });
    expect(wire.take()).toEqual([]);
    wire.receive('connect');
    const [request, ...more] = wire.take();
    expect(more).toEqual([]);
    expect(request).toMatchObject({ event: 'subscribe', payload: { scope: 'company' } });
    request?.answer(kpiMessage('company', 3, 100));
    await settle();
    expect(revenue('company')).toBe(100);
  });

  it('asks again for the curve when a watcher wants it', async () => {
    wire.receive('connect');
    live.watch('company', { curve: false });
    wire.take()[0]?.answer(kpiMessage('company', 3, 100));
    await settle();
    live.watch('company', { curve: true });
    expect(wire.take()[0]?.payload).toEqual({ scope: 'company', since: 3, curve: true });
  });

  it('asks again after a request without answer', async () => {
    wire.receive('connect');
    live.watch('company', { curve: false });
    wire.take()[0]?.fail();
    await settle();
    seconds(1);
    expect(wire.take()).toHaveLength(1);
  });

  it('keeps the refusal of a scope and does not ask again', async () => {
    wire.receive('connect');
    live.watch('region:IDF', { curve: false });
    wire.take()[0]?.answer({ error: { code: 'not_found', message: 'unknown scope' } });
    await settle();
    expect(live.scope('region:IDF').get().refused).toBe('not_found');
    seconds(10);
    expect(wire.take()).toEqual([]);
  });

  it('leaves a scope that nobody has watched for three seconds, not one that scrolled out and in', async () => {
    wire.receive('connect');
    const release = live.watch('company', { curve: false });
    wire.take()[0]?.answer(kpiMessage('company', 3, 100));
    await settle();
    release();
    seconds(2);
    const again = live.watch('company', { curve: false });
    seconds(5);
    expect(wire.sent).toEqual([]);
    again();
    again();
    seconds(3);
    expect(wire.sent).toEqual([{ event: 'unsubscribe', payload: { scope: 'company' } }]);
  });
});

describe('values', () => {
  it('ignores older versions, whatever the order of arrival', () => {
    wire.receive('connect');
    wire.receive('kpi', kpiMessage('company', 8, 120));
    wire.receive('kpi', kpiMessage('company', 7, 110));
    expect(revenue('company')).toBe(120);
  });

  it('takes leave of a message so that the server sends the next', () => {
    let taken = 0;
    wire.receive('kpi', kpiMessage('company', 8, 120), () => (taken += 1));
    expect(taken).toBe(1);
  });

  it('survives what is no message', () => {
    wire.receive('kpi', { scope: 'company' });
    wire.receive('curve', 'x');
    expect(live.scope('company').get().reading).toBeUndefined();
  });

  it('tells only the listeners of the scope that moved', () => {
    let company = 0;
    let region = 0;
    live.scope('company').subscribe(() => (company += 1));
    live.scope('region:IDF').subscribe(() => (region += 1));
    wire.receive('kpi', kpiMessage('company', 8, 120));
    expect([company, region]).toEqual([1, 0]);
  });
});

describe('a cut', () => {
  it('subscribes again with the last version and accepts the answer, even an older one', async () => {
    wire.receive('connect');
    live.watch('company', { curve: false });
    wire.take()[0]?.answer(kpiMessage('company', 3, 100));
    await settle();
    wire.receive('disconnect', 'transport close');
    expect(live.connection.get().status).toBe('reconnecting');
    wire.receive('connect');
    const [request] = wire.take();
    expect(request?.payload).toEqual({ scope: 'company', since: 3 });
    request?.answer(kpiMessage('company', 2, 90));
    await settle();
    expect(revenue('company')).toBe(90);
    expect(live.connection.get().status).toBe('live');
  });

  it('drops an answer that belongs to the connection before', async () => {
    wire.receive('connect');
    live.watch('company', { curve: false });
    const [old] = wire.take();
    wire.receive('disconnect', 'transport close');
    wire.receive('connect');
    old?.answer(kpiMessage('company', 3, 100));
    await settle();
    expect(revenue('company')).toBeUndefined();
  });

  it('is called frozen after 30 s of silence, and live again with the next word', () => {
    wire.receive('connect');
    live.watch('company', { curve: false });
    seconds(30);
    expect(live.connection.get()).toEqual({ status: 'stale', heardAt: 1_000_000 });
    wire.receive('kpi', kpiMessage('company', 3, 100));
    expect(live.connection.get().status).toBe('live');
  });

  it('has the session looked at and comes back by itself when the server ended it', () => {
    wire.receive('connect');
    wire.receive('disconnect', 'io server disconnect');
    expect(revoked).toBe(1);
    expect(wire.connects()).toBe(1);
    seconds(5);
    expect(wire.connects()).toBe(2);
  });

  it('does not take a refused connection for a broken network', () => {
    wire.receive('connect_error', Object.assign(new Error('websocket error'), {}));
    expect(revoked).toBe(0);
    wire.receive('connect_error', Object.assign(new Error('no session'), { data: { code: 'no_session' } }));
    expect(revoked).toBe(1);
  });
});

it('passes import messages on', () => {
  const seen: unknown[] = [];
  const release = live.onImport((message) => seen.push(message));
  wire.receive('import', { id: '7', status: 'reading', progress: 0.4 });
  release();
  wire.receive('import', { id: '7', status: 'done', progress: 1 });
  expect(seen).toEqual([{ id: '7', status: 'reading', progress: 0.4 }]);
});

it('says that reference data were changed', () => {
  let told = 0;
  const release = live.onReference(() => (told += 1));
  wire.receive('reference');
  release();
  wire.receive('reference');
  expect(told).toBe(1);
});

it('listens no more once stopped', () => {
  wire.receive('connect');
  live.stop();
  wire.receive('kpi', kpiMessage('company', 8, 120));
  expect(revenue('company')).toBeUndefined();
});
