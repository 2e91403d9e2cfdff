// oxlint-disable-next-line no-restricted-imports -- the test runner empties imported style sheets
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PERSON_COLOURS } from '../../shared/api/person-colour.ts';
import { contrast } from './contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The colour tokens of the block whose selector holds this scheme. */
function tokensOf(scheme: 'light' | 'dark'): Map<string, string> {
  const block = css.split('}').find((part) => part.includes(`scheme='${scheme}']`)) ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const GROUNDS = ['page', 'surface', 'raised', 'hover', 'sunken'];
const PEOPLE = Array.from({ length: PERSON_COLOURS }, (_, index) => `person-${index + 1}`);

/** Text needs 4.5:1 on every ground it may stand on (AA). */
const TEXT: [string, string[]][] = [
  ['text', [...GROUNDS, 'accent-soft', 'error-soft']],
  ['muted', [...GROUNDS, 'accent-soft']],
  ['accent-text', ['page', 'surface', 'raised', 'hover', 'accent-soft']],
  ['better', ['page', 'surface', 'raised']],
  ['worse', ['page', 'surface', 'raised']],
  ['stale', ['page', 'surface', 'raised']],
  ['error', ['page', 'surface', 'raised', 'error-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-person', PEOPLE],
];

/** Lines, marks and rings need 3:1. */
const MARKS: [string, string[]][] = [
  ['accent', ['page', 'surface']],
  ['border-strong', ['page', 'surface']],
  ['live', ['surface']],
  ['chart-now', ['surface', 'chart-plan']],
  ['chart-past', ['surface', 'chart-plan']],
  ['chart-plan-line', ['surface']],
  ...PEOPLE.map((person): [string, string[]] => [person, ['surface', 'page']]),
];

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (scheme) => {
  const tokens = tokensOf(scheme);
  const pairs = (rules: [string, string[]][]) =>
    rules.flatMap(([front, grounds]) => grounds.map((ground): [string, string] => [front, ground]));
  const ratio = (front: string, ground: string) => contrast(tokens.get(front) ?? '', tokens.get(ground) ?? '');

  it.each(pairs(TEXT))('%s on %s is readable as text', (front, ground) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(MARKS))('%s on %s is seen as a mark', (front, ground) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(3);
  });
});

it('has the same tokens in both themes', () => {
  expect([...tokensOf('dark').keys()].toSorted()).toEqual([...tokensOf('light').keys()].toSorted());
});

it('measures black on white as 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
