import { describe, expect, it } from 'vitest';
import { BUSY_BYTES, createHub, MAX_BYTES, SILENCE_MS, STUCK_MS, type Hub, type Subscriber } from './hub.ts';
import type { LiveClient, LiveMessage } from './live-client.ts';
import { seeded } from './testing/random.ts';
import { kpiValues, NO_SALES } from '../../shared/measures/kpi-values.ts';

/** Revenue of each scope, as the database would have it, and a clock that only the test moves. */
function world(scopes: readonly string[]) {
  const truth = new Map(scopes.map((scope) => [scope, 0]));
  const time = { now: 1_000_000 };
  let version = 0;
  const hub = createHub({
    clock: () => time.now,
    nextVersion: () => ++version,
    read(scope) {
      const revenue = truth.get(scope);
      if (revenue === undefined) return undefined;
      const values = kpiValues({ ...NO_SALES, revenueTtc: revenue * 10_000 });
      return { values, at: time.now, today: [revenue], landing: { kind: 'unknown' } };
    },
  });
  return {
    hub,
    truth,
    time,
    sell(scope: string) {
      truth.set(scope, (truth.get(scope) ?? 0) + 1);
      hub.changed([scope]);
    },
  };
}

/** A connection whose network takes what the test lets it take. */
function connect(hub: Hub, messageBytes = 400) {
  const shown = new Map<string, { version: number; revenue: number; at: string }>();
  let waiting: LiveMessage[] = [];
  let extra = 0;
  let heard = 0;
  let closed: string | undefined;
  const client: LiveClient = {
    send: (message) => void waiting.push(message),
    bufferedBytes: () => waiting.length * messageBytes + extra,
    close: (reason) => (closed = reason),
  };
  const subscriber: Subscriber = hub.join(client);
  return {
    subscriber,
    shown,
    get closed() {
      return closed;
    },
    get heard() {
      return heard;
    },
    get waiting() {
      return waiting.length;
    },
    grow: (bytes: number) => void (extra += bytes),
    subscribe(scope: string, curve = false) {
      const state = subscriber.subscribe(scope, { curve });
      if (state) shown.set(scope, { version: state.version, revenue: state.values.revenueTtc, at: state.at });
      return state;
    },
    /** The network takes everything; false: some message was older than what it replaced. */
    take(): boolean {
      let grew = true;
      while (waiting.length > 0) {
        const taken = waiting;
        waiting = [];
        for (const { kind, message } of taken) {
          if (kind === 'curve') continue;
          heard++;
          grew &&= message.version > (shown.get(message.scope)?.version ?? 0);
          shown.set(message.scope, {
            version: message.version,
            revenue: message.values.revenueTtc,
            at: message.at,
          });
        }
        subscriber.drained();
      }
      return grew;
    },
  };
}

describe('the hub', () => {
  it('[L2] [L4] answers a subscription with the state as of now, then sends every change', () => {
    const { hub, sell } = world(['company']);
    sell('company');
    const client = connect(hub);
    expect(client.subscribe('company')).toMatchObject({ scope: 'company', values: { revenueTtc: 1 } });
    sell('company');
    expect(client.take()).toBe(true);
    expect(client.shown.get('company')?.revenue).toBe(2);
    expect(client.subscribe('store:none')).toBeUndefined();
  });

  it('[L5] keeps one pending value per scope, whatever happens while a client is busy', () => {
    const { hub, sell } = world(['company', 'region:IDF']);
    const client = connect(hub, BUSY_BYTES);
    client.subscribe('company');
    client.subscribe('region:IDF');
    for (let n = 0; n < 1_000; n++) sell(n % 2 ? 'company' : 'region:IDF');
    expect(client.waiting).toBe(2);
    expect(client.take()).toBe(true);
    // The first two went out at once; of the other 998 only the newest of each scope did.
    expect(client.heard).toBe(4);
    expect(client.shown.get('company')?.revenue).toBe(500);
    expect(client.shown.get('region:IDF')?.revenue).toBe(500);
  });

  it('[L5] does not let a slow client hold up the others', () => {
    const { hub, sell } = world(['company']);
    const slow = connect(hub, BUSY_BYTES * 2);
    const quick = connect(hub);
    slow.subscribe('company');
    quick.subscribe('company');
    for (let n = 0; n < 10; n++) {
      sell('company');
      quick.take();
    }
    expect(quick.heard).toBe(10);
    expect(slow.waiting).toBe(1);
  });

  it('[L5] closes a client that takes nothing for 15 s, and one that is 1 MB behind', () => {
    const { hub, sell, time } = world(['company']);
    const stuck = connect(hub, BUSY_BYTES * 2);
    const far = connect(hub);
    stuck.subscribe('company');
    far.subscribe('company');
    sell('company');
    far.take();
    sell('company');
    time.now += STUCK_MS - 1;
    hub.tick(true);
    expect(stuck.closed).toBeUndefined();
    time.now += 1;
    hub.tick(true);
    expect(stuck.closed).toBe('stuck');
    expect(far.closed).toBeUndefined();
    far.grow(MAX_BYTES);
    sell('company');
    expect(far.closed).toBe('too_slow');
    expect(hub.counts()).toEqual({ clients: 0, scopes: 0 });
  });

  it('[L6] lets every watched scope be heard, but says nothing while the database is away', () => {
    const { hub, time } = world(['company', 'region:IDF']);
    const client = connect(hub);
    client.subscribe('company');
    // Others who come and go must not keep the first one waiting.
    for (let second = 0; second < SILENCE_MS / 1_000; second++) {
      connect(hub).subscribe('company');
      time.now += 1_000;
      hub.tick(true);
    }
    expect(client.take()).toBe(true);
    expect(client.heard).toBe(1);
    time.now += SILENCE_MS;
    hub.tick(false);
    client.take();
    expect(client.heard).toBe(1);
  });

  it('sends the curve to who asked for it', () => {
    const { hub, sell } = world(['company']);
    const kinds: string[] = [];
    const joined = hub.join({ send: ({ kind }) => void kinds.push(kind), bufferedBytes: () => 0, close: () => {} });
    joined.subscribe('company', { curve: false });
    sell('company');
    joined.subscribe('company', { curve: true });
    sell('company');
    expect(kinds).toEqual(['kpi', 'curve', 'kpi', 'curve']);
  });

  it('says nothing to who left', () => {
    const { hub, sell } = world(['company']);
    const client = connect(hub, BUSY_BYTES * 2);
    client.subscribe('company');
    sell('company');
    sell('company');
    client.subscriber.leave();
    expect(client.take()).toBe(true);
    expect(client.heard).toBe(1);
    expect(client.subscribe('company')).toBeUndefined();
    expect(hub.watched()).toBe(false);
  });
});

describe('many clients on a bad network', () => {
  const scopes = ['company', 'region:A', 'region:B', 'store:1', 'store:2', 'store:3'];

  function run(seed: number): { reconnects: number; sales: number } {
    const rng = seeded(seed);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(rng() * items.length)] as T;
    const { hub, truth, time, sell } = world(scopes);
    const watch = () => ({ connection: connect(hub, 100 + Math.floor(rng() * BUSY_BYTES)), scopes: new Set<string>() });
    const clients = Array.from({ length: 12 }, watch);
    let reconnects = 0;
    let sales = 0;
    for (let step = 0; step < 400; step++) {
      const dice = rng();
      const index = Math.floor(rng() * clients.length);
      const client = clients[index] as (typeof clients)[number];
      if (dice < 0.5) {
        sell(pick(scopes));
        sales++;
      } else if (dice < 0.7) expect(client.connection.take(), 'a value older than the one shown').toBe(true);
      else if (dice < 0.82) {
        const scope = pick(scopes);
        // What waits in the network may be older than the answer, which Socket.IO sends behind it.
        expect(client.connection.take()).toBe(true);
        client.connection.subscribe(scope);
        client.scopes.add(scope);
      } else if (dice < 0.87) {
        const scope = pick(scopes);
        client.connection.subscriber.unsubscribe(scope);
        client.scopes.delete(scope);
      } else if (dice < 0.92 || client.connection.closed) {
        client.connection.subscriber.leave();
        const fresh = watch();
        for (const scope of client.scopes) {
          fresh.connection.subscribe(scope);
          fresh.scopes.add(scope);
        }
        clients[index] = fresh;
        reconnects++;
      } else {
        time.now += Math.floor(rng() * 3_000);
        hub.tick(rng() < 0.9);
      }
    }
    for (const { connection, scopes: watched } of clients) {
      connection.take();
      if (connection.closed) continue;
      for (const scope of watched) {
        expect({ scope, shown: connection.shown.get(scope)?.revenue }).toEqual({ scope, shown: truth.get(scope) });
      }
    }
    return { reconnects, sales };
  }

  it('[L3] ends with the true value on every tile, and never shows an older one after a newer', () => {
    let reconnects = 0;
    let sales = 0;
    for (let seed = 1; seed <= 200; seed++) {
      try {
        const done = run(seed);
        reconnects += done.reconnects;
        sales += done.sales;
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
    // The test itself must have done something.
    expect(reconnects).toBeGreaterThan(1_000);
    expect(sales).toBeGreaterThan(10_000);
  });
});
