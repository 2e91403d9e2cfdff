import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../shared/planning/testing/random.ts';
import { mentionChoices, mentionQuery, withMention } from './mention-query.ts';
import { mentionParts, mentionsOf } from './mentions.ts';
import type { Named } from './mentions.ts';

const people: readonly Named[] = [
  { id: 'lea-d', name: 'Léa Durand' },
  { id: 'lea-m', name: 'Léa Durand-Martin' },
  { id: 'lea', name: 'Léa' },
  { id: 'jean', name: 'Jean' },
  { id: 'helene', name: 'Hélène Ñuñez' },
  { id: 'zoe', name: 'Zoé 𝒳' },
];

describe('mentionsOf', () => {
  test.each<[string, string[]]>([
    ['@Léa Durand tu vois ?', ['lea-d']],
    ['voyez avec @Léa', ['lea']],
    ['@Léa Durand-Martin', ['lea-m']],
    ['@Léa Durand, @Léa et @Léa', ['lea-d', 'lea']],
    ['(@léa durand)', ['lea-d']],
    ['@lea durand.', ['lea-d']],
    ['@HÉLÈNE ÑUÑEZ', ['helene']],
    ['@He\u0301le\u0300ne N\u0303un\u0303ez', ['helene']],
    ['@Léa\u00a0Durand', ['lea-d']],
    ['@Zoé 𝒳 !', ['zoe']],
    ['@Léa Durandal', ['lea']],
    ['@Léandre', []],
    ['@Jean-Paul', []],
    ['@Jean - Paul', ['jean']],
    ['@Jean’s', []],
    ['contact@Léa', []],
    ['@ Léa', []],
    ['Léa', []],
    ['', []],
  ])('%s', (text, ids) => {
    expect(mentionsOf(text, people)).toEqual(ids);
  });

  test('of the same name both are meant, unless one is written exactly so', () => {
    const twins = [
      { id: 'a', name: 'Helene Roux' },
      { id: 'b', name: 'Hélène Roux' },
      { id: 'c', name: 'Hélène Roux' },
    ];
    expect(mentionsOf('@hélene roux', twins)).toEqual(['a', 'b', 'c']);
    expect(mentionsOf('@Hélène Roux', twins)).toEqual(['b', 'c']);
    expect(mentionsOf('@Helene Roux', twins)).toEqual(['a']);
  });

  test('the parts joined are the text, whatever it is', () => {
    const seed = 417;
    const random = createRandom(seed);
    const pieces = ['@', 'Léa', ' ', 'Durand', '-Martin', 'lea', '𝒳', 'Zoé', '\n', 'x', '@Jean', 'e\u0301', '<b>'];
    for (let n = 0; n < 500; n++) {
      const text = Array.from({ length: random.int(12) }, () => random.pick(pieces)).join('');
      const parts = mentionParts(text, people);
      expect(parts.map((part) => part.text).join(''), `seed ${seed}, ${n}`).toBe(text.normalize('NFC'));
      for (const part of parts) expect(part.people?.length ?? 1, `seed ${seed}, ${n}`).toBeGreaterThan(0);
    }
  });
});

describe('typing a mention', () => {
  const query = (text: string) => mentionQuery(text, text.length);
  const choices = (text: string): string[] => {
    const typed = query(text);
    return typed ? mentionChoices(typed, people).map(({ id }) => id) : [];
  };

  test('is offered from the @ on, by any word of the name', () => {
    expect(query('vu avec @lé')).toEqual({ from: 8, to: 11, text: 'lé' });
    expect(choices('@').length).toBe(6);
    expect(choices('@mart')).toEqual(['lea-m']);
    expect(choices('@lea d')).toEqual(['lea-d', 'lea-m']);
    expect(mentionQuery('@lea et', 4)?.text).toBe('lea');
  });

  test('is not offered in an address, on another line, for nobody, or once it is complete', () => {
    expect(query('lea@du')).toBeUndefined();
    expect(query('@lea\nd')).toBeUndefined();
    expect(query('@ lea')).toBeUndefined();
    expect(choices('@xyz')).toEqual([]);
    expect(choices('@Hélène Ñuñez ')).toEqual([]);
    expect(choices('@Léa Durand ')).toEqual([]);
    expect(choices('@Hélène Ñuñez, d’accord')).toEqual([]);
  });

  test('ends in the name and a space', () => {
    const text = 'vu @le aussi';
    expect(withMention(text, mentionQuery(text, 6)!, 'Léa Durand')).toEqual({
      text: 'vu @Léa Durand aussi',
      caret: 15,
    });
  });
});
