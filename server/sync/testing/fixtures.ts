import { pino } from 'pino';
import { Registry } from 'prom-client';
import { buildHierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import { createEntryJudge } from '../entry-judge.ts';
import { createSyncMetrics } from '../sync-metrics.ts';
import type { Clock } from '../clock.ts';
import type { EntryJudge } from '../entry-judge.ts';
import type { SyncMetrics } from '../sync-metrics.ts';

export const NOW = Date.UTC(2026, 10, 22, 9);
export const LEA = '00000000-0000-4000-8000-00000000000a';
export const MAX = '00000000-0000-4000-8000-00000000000b';
export const SCENARIO = '00000000-0000-4000-8000-0000000000c1';

export const hierarchy = buildHierarchy({
  year: 2027,
  regions: [
    {
      code: 'IDF',
      name: 'Île-de-France',
      stores: [
        { code: 'M001', name: 'Paris' },
        { code: 'M002', name: 'Versailles' },
      ],
    },
    { code: 'BRE', name: 'Bretagne', stores: [{ code: 'M003', name: 'Quimper' }] },
  ],
  categories: [
    { code: 'EPI', name: 'Épicerie', vat: 0.055 },
    { code: 'MAI', name: 'Maison', vat: 0.2 },
  ],
  charges: [{ code: 'loyer', name: 'Loyer' }],
});

export const judgeFor = (sheet: string): EntryJudge => createEntryJudge(hierarchy, sheet, () => NOW);

export const silentLog = pino({ level: 'silent' });
export const newMetrics = (): SyncMetrics => createSyncMetrics(new Registry(), () => ({ rooms: 0, connections: 0 }));

/** A UUID that tells which entry it is. */
export const entryId = (n: number): string => `10000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export function anEdit(n: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: entryId(n),
    cell: 'ca_ttc|R:IDF|*|2027-03',
    op: 'set',
    v: n,
    over: [],
    by: LEA,
    at: NOW * 1000 + n,
    ...changes,
  };
}

/** mulberry32: the same numbers for the same seed, everywhere. */
export function createRandom(seed: number): {
  next(): number;
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
} {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { next, below, pick: (items) => items[below(items.length)]! };
}

export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function createTestClock(): TestClock {
  let now = NOW;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        if (!timers.includes(timer)) continue;
        timers = timers.filter((other) => other !== timer);
        timer.callback();
      }
    },
  };
}

/** Lets everything that waits for nothing but the event loop happen. */
export async function turn(times = 4): Promise<void> {
  for (let index = 0; index < times; index++) await new Promise((resolve) => setImmediate(resolve));
}
