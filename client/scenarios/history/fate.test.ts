import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { planWords } from '../sheet/plan-words.ts';
import { fr } from '../fr.ts';
import { smallHierarchy } from '../testing.ts';
import { entryText } from './entry-text.ts';
import { fateText } from './fate.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { HistoryItem } from '../../../shared/planning/history.ts';

const CELL = 'ca_ttc|M:M001|*|2027-03';
let explainer: Explainer;

beforeAll(async () => {
  const i18n = i18next.createInstance();
  await i18n.init({ lng: 'fr', resources: { fr: { scenarios: fr } }, interpolation: { escapeValue: false } });
  const t = i18n.getFixedT('fr', 'scenarios');
  const hierarchy = smallHierarchy();
  const names: Record<string, string> = { lea: 'Léa', max: 'Max' };
  explainer = {
    hierarchy,
    words: planWords(hierarchy, t, 'fr'),
    t,
    locale: 'fr',
    nameOf: (id) => names[id] ?? '?',
    slotOf: () => 1,
    when: (ms) => `à ${ms}`,
  };
});

function entry(changes: Partial<Edit>): Edit {
  return { id: 'a', at: 7_000, by: 'lea', cell: CELL, op: 'set', v: 1_200, over: [], ...changes };
}

const fate = (item: HistoryItem): string => fateText(explainer, item);

describe('an entry in words', () => {
  test('is what was typed', () => {
    expect(entryText(explainer, entry({}))).toMatch(/^1\s200,00\s€$/u);
    expect(entryText(explainer, entry({ lock: true }))).toMatch(/^1\s200,00\s€, bloqué$/u);
    expect(entryText(explainer, entry({ op: 'pct', v: 0.05 }))).toMatch(/^\+5\s%$/u);
    expect(entryText(explainer, entry({ op: 'undo', over: ['x', 'y'] }))).toBe('annulation de 2 saisies');
  });
});

describe('the fate of an entry', () => {
  const later = entry({ id: 'b', by: 'max', at: 9_000 });

  test('names who took its place', () => {
    expect(fate({ edit: entry({}), status: 'superseded', supersededBy: later })).toBe('remplacée par Max, à 9');
    expect(fate({ edit: entry({}), status: 'lost', lostTo: later })).toBe(
      'écartée : la valeur de Max est retenue, à 9',
    );
  });

  test('of an undo that changed nothing says through whom', () => {
    const undo = entry({ id: 'u', op: 'undo', over: ['a'], at: 10_000 });
    expect(fate({ edit: entry({}), status: 'dead', undoneBy: undo })).toBe('annulée par Léa, à 10');
    expect(fate({ edit: entry({}), status: 'dead', undoneBy: undo, supersededBy: later })).toBe(
      'annulée, sans effet : Max a changé cette cellule depuis, à 9',
    );
  });

  test('that is impossible names the holds in the way', () => {
    const hold = { cell: 'ca_ttc|R:BRE|*|2027', target: 1, edit: later };
    const blocked = { reason: 'held', holds: [hold] } as const;
    expect(fate({ edit: entry({}), status: 'impossible', blocked })).toContain('bloqué par : CA TTC · Bretagne · 2027');
  });
});
