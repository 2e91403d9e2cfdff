import { describe, expect, it } from 'vitest';
import { connectionOf, withPush, withSnapshot, type ConnectionFacts } from './live-state.ts';
import { kpiMessage } from './live-testing.ts';

describe('values of a scope', () => {
  const first = withPush(undefined, kpiMessage('company', 5, 100));

  it('ignores an older version', () => {
    expect(withPush(first, kpiMessage('company', 4, 90))).toBe(first);
  });

  it('takes the same version again as a sign of life', () => {
    const beat = withPush(first, kpiMessage('company', 5, 100, '2026-11-20T14:02:45.000Z'));
    expect(beat.at).toBe('2026-11-20T14:02:45.000Z');
    expect(beat.change).toBeNull();
  });

  it('tells what moved, to the cent, and keeps it while nothing moves', () => {
    const moved = withPush(first, kpiMessage('company', 6, 100.1));
    expect(moved.change).toEqual({ amount: 0.1, version: 6 });
    expect(withPush(moved, kpiMessage('company', 7, 100.1)).change).toEqual({ amount: 0.1, version: 6 });
  });

  it('accepts the snapshot after a reconnect even when its version went back', () => {
    expect(withSnapshot(first, kpiMessage('company', 2, 80)).values.revenueTtc).toBe(80);
  });
});

describe('what the connection is called', () => {
  const facts: ConnectionFacts = {
    online: true,
    connected: true,
    tried: true,
    heardAt: 1_000,
    watching: true,
    now: 2_000,
  };
  const status = (change: Partial<ConnectionFacts>) => connectionOf({ ...facts, ...change }).status;

  it('is live while something was heard within 30 s', () => {
    expect(status({})).toBe('live');
    expect(status({ now: 30_999 })).toBe('live');
    expect(status({ now: 31_000 })).toBe('stale');
  });

  it('is not stale for silence when nothing is watched', () => {
    expect(status({ now: 90_000, watching: false })).toBe('live');
  });

  it('tells a first try, a cut, a long cut and a missing network apart', () => {
    expect(status({ connected: false, tried: false, heardAt: null })).toBe('connecting');
    expect(status({ connected: false })).toBe('reconnecting');
    expect(status({ connected: false, now: 31_000 })).toBe('stale');
    expect(status({ connected: false, online: false })).toBe('offline');
  });
});
