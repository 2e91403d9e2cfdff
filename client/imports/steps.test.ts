import { describe, expect, it } from 'vitest';
import type { Import, ImportStatus } from '../../shared/api/imports.ts';
import { activeStep, isCorrectable, isRunning, stepsOf } from './steps.ts';

type Facts = Partial<Parameters<typeof stepsOf>[0]> & Pick<Import, 'status'>;

const understood: Import['understood'] = { separator: ';', encoding: 'utf-8', columns: [], sample: [], mapping: {} };
const effect: Import['effect'] = { stores: 0, products: 0, categories: 0, receipts: 0, days: [] };
const steps = (facts: Facts) => stepsOf({ dryRun: true, ...facts });
const shown = (facts: Facts) => Object.values(steps(facts)).join(' ');

describe('steps of an import', () => {
  it.each<[string, Facts, string]>([
    ['waiting for its turn', { status: 'queued' }, 'done running waiting waiting'],
    ['being read', { status: 'reading' }, 'done running waiting waiting'],
    ['with open questions', { status: 'needs_mapping', understood }, 'done asking waiting waiting'],
    ['answered, waiting again', { status: 'queued', understood }, 'done done running waiting'],
    ['being checked', { status: 'checking', understood }, 'done done running waiting'],
    ['checked, waiting for the go-ahead', { status: 'checked', understood, effect }, 'done done done asking'],
    ['being imported', { status: 'committing', understood, effect }, 'done done done running'],
    ['checked again after a correction', { status: 'checking', understood, effect }, 'done done running waiting'],
    [
      'read once more on the way in',
      { status: 'reading', dryRun: false, understood, effect },
      'done done done running',
    ],
    ['imported', { status: 'done', understood, effect }, 'done done done done'],
    ['undone', { status: 'reverted', understood, effect }, 'done done done undone'],
    [
      'not a sales file',
      { status: 'failed', failure: { code: 'not_csv', message: '' } },
      'failed skipped skipped skipped',
    ],
    [
      'stopped by the server while read',
      { status: 'failed', failure: { code: 'interrupted', message: '' } },
      'done failed skipped skipped',
    ],
    [
      'failed while checked',
      { status: 'failed', understood, failure: { code: 'database', message: '' } },
      'done done failed skipped',
    ],
    [
      'failed while imported',
      { status: 'failed', understood, effect, failure: { code: 'database', message: '' } },
      'done done done failed',
    ],
    ['cancelled while read', { status: 'cancelled' }, 'done stopped skipped skipped'],
    ['cancelled instead of imported', { status: 'cancelled', understood, effect }, 'done done done stopped'],
  ])('%s', (_, facts, expected) => {
    expect(shown(facts)).toBe(expected);
  });

  it('shows the first step that is not done, and the last one when all are', () => {
    expect(activeStep(steps({ status: 'needs_mapping', understood }))).toBe('understood');
    expect(activeStep(steps({ status: 'checked', understood, effect }))).toBe('imported');
    expect(activeStep(steps({ status: 'done', understood, effect }))).toBe('imported');
  });
});

it.each<[ImportStatus, 'running' | 'waiting' | 'over']>([
  ['queued', 'running'],
  ['reading', 'running'],
  ['needs_mapping', 'waiting'],
  ['checking', 'running'],
  ['checked', 'waiting'],
  ['committing', 'running'],
  ['done', 'over'],
  ['failed', 'over'],
  ['cancelled', 'over'],
  ['reverted', 'over'],
])('knows %s as %s', (status, kind) => {
  expect(isRunning(status)).toBe(kind === 'running');
  expect(isCorrectable(status)).toBe(kind === 'waiting');
});
