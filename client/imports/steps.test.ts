import { describe, expect, it } from 'vitest';
import type { Import } from '../../shared/api/imports.ts';
import { activeStep, isCorrectable, isOver, isRunning, stepsOf } from './steps.ts';

type Facts = Pick<Import, 'status' | 'understood' | 'effect' | 'failure'>;

const understood: Import['understood'] = { separator: ';', encoding: 'utf-8', columns: [], sample: [], mapping: {} };
const effect: Import['effect'] = { stores: 0, products: 0, categories: 0, receipts: 0, days: [] };
const shown = (facts: Facts) => Object.values(stepsOf(facts)).join(' ');

describe('steps of an import', () => {
  it.each<[string, Facts, string]>([
    ['waiting for its turn', { status: 'queued' }, 'done running waiting waiting'],
    ['being read', { status: 'reading' }, 'done running waiting waiting'],
    ['with open questions', { status: 'needs_mapping', understood }, 'done asking waiting waiting'],
    ['answered, waiting again', { status: 'queued', understood }, 'done done running waiting'],
    ['being checked', { status: 'checking', understood }, 'done done running waiting'],
    ['checked, waiting for the go-ahead', { status: 'checked', understood, effect }, 'done done done asking'],
    ['being imported', { status: 'committing', understood, effect }, 'done done done running'],
    ['imported', { status: 'done', understood, effect }, 'done done done done'],
    ['undone', { status: 'reverted', understood, effect }, 'done done done undone'],
    [
      'not a sales file',
      { status: 'failed', failure: { code: 'not_csv', message: '' } },
      'failed waiting waiting waiting',
    ],
    [
      'stopped by the server while read',
      { status: 'failed', failure: { code: 'interrupted', message: '' } },
      'done failed waiting waiting',
    ],
    [
      'failed while checked',
      { status: 'failed', understood, failure: { code: 'database', message: '' } },
      'done done failed waiting',
    ],
    [
      'failed while imported',
      { status: 'failed', understood, effect, failure: { code: 'database', message: '' } },
      'done done done failed',
    ],
    ['cancelled while read', { status: 'cancelled' }, 'done stopped waiting waiting'],
    ['cancelled instead of imported', { status: 'cancelled', understood, effect }, 'done done done stopped'],
  ])('%s', (_, facts, expected) => {
    expect(shown(facts)).toBe(expected);
  });

  it('shows the first step that is not done, and the last one when all are', () => {
    expect(activeStep(stepsOf({ status: 'needs_mapping', understood }))).toBe('understood');
    expect(activeStep(stepsOf({ status: 'checked', understood, effect }))).toBe('imported');
    expect(activeStep(stepsOf({ status: 'done', understood, effect }))).toBe('imported');
  });
});

it('knows each status as running, waiting for the user, or over', () => {
  const statuses = [
    'queued',
    'reading',
    'needs_mapping',
    'checking',
    'checked',
    'committing',
    'done',
    'failed',
    'cancelled',
    'reverted',
  ] as const;
  for (const status of statuses) {
    const facts = { running: isRunning(status), waiting: isCorrectable(status), over: isOver(status) };
    expect({ status, is: Object.values(facts).filter(Boolean).length }).toEqual({ status, is: 1 });
  }
});
