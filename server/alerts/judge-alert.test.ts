import { describe, expect, test } from 'vitest';
import { judgeAlert, type LastSignal, type Situation } from './judge-alert.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 25, 14);
const rule = { threshold: 0.9, from: '11:00', quietMs: 2 * HOUR };
const at = (given: Partial<Situation> = {}): Situation => ({
  day: '2026-11-25',
  time: '15:00',
  now: NOW,
  attainment: 0.8,
  ...given,
});
const signal = (given: Partial<LastSignal> = {}): LastSignal => ({
  day: '2026-11-25',
  startedAt: NOW - HOUR,
  open: true,
  ...given,
});

describe('an alert that is quiet', () => {
  test.each<[string, Partial<Situation>, LastSignal | undefined, string]>([
    ['rings below its threshold', {}, undefined, 'ring'],
    ['rings on a day without any sale', { attainment: 0 }, undefined, 'ring'],
    ['does not ring at its threshold', { attainment: 0.9 }, undefined, 'nothing'],
    ['does not ring where nothing was to be sold', { attainment: null }, undefined, 'nothing'],
    ['does not ring early in the day', { time: '10:59' }, undefined, 'nothing'],
    ['rings from its time on', { time: '11:00' }, undefined, 'ring'],
    ['does not ring again in its quiet period', {}, signal({ open: false }), 'nothing'],
    ['rings again after it', {}, signal({ open: false, startedAt: NOW - 2 * HOUR }), 'ring'],
  ])('%s', (_name, situation, last, verdict) => {
    expect(judgeAlert(rule, last, at(situation))).toBe(verdict);
  });
});

describe('an alert that rings', () => {
  test.each<[string, Partial<Situation>, LastSignal, string]>([
    ['goes on below its threshold', {}, signal(), 'nothing'],
    ['goes on just above it', { attainment: 0.919 }, signal(), 'nothing'],
    ['ends two points above it', { attainment: 0.92 }, signal(), 'end'],
    ['ends with the day', {}, signal({ day: '2026-11-24' }), 'end'],
    ['ends where the objective is taken away', { attainment: null }, signal(), 'end'],
  ])('%s', (_name, situation, last, verdict) => {
    expect(judgeAlert(rule, last, at(situation))).toBe(verdict);
  });
});
