import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../../shared/planning/engine.ts';
import { fr } from '../fr.ts';
import { planWords } from '../sheet/plan-words.ts';
import { smallBase, smallHierarchy } from '../testing.ts';
import { movedText, previewWords } from './draft-note.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { Words } from '../sheet/plan-words.ts';

let explainer: Explainer;
const hierarchy = smallHierarchy();

beforeAll(async () => {
  const i18n = i18next.createInstance();
  await i18n.init({ lng: 'fr', resources: { fr: { scenarios: fr } }, ns: 'scenarios', defaultNS: 'scenarios' });
  const t = i18n.t as unknown as Words;
  const names: Record<string, string> = { max: 'Max', lea: 'Léa' };
  explainer = {
    hierarchy,
    words: planWords(hierarchy, t, 'fr'),
    t,
    locale: 'fr',
    nameOf: (id) => names[id] ?? id,
    slotOf: () => 1,
    when: () => '14:02',
  };
});

const set = (cell: string, v: number, by: string, at: number, more: Partial<Edit> = {}): Edit => ({
  id: `${by} ${at}`,
  cell,
  op: 'set',
  v,
  over: [],
  by,
  at,
  ...more,
});

describe('below an editor', () => {
  test('stands whom a total would touch', () => {
    const engine = createEngine({ hierarchy, base: smallBase(hierarchy) });
    engine.append([set('ca_ttc|M:M001|*|2027-03', 900, 'max', 1)]);
    const year = set('ca_ttc|R:BRE|*|2027', 99_000, 'lea', 2);
    expect(previewWords(explainer, engine.preview([year]))).toEqual({ hint: '2 magasins · 1 personne touchée : Max' });
    const other = set('ca_ttc|R:IDF|*|2027', 99_000, 'lea', 2);
    expect(previewWords(explainer, engine.preview([other]))).toEqual({
      hint: '1 magasin · aucune saisie d’un collègue touchée',
    });
  });

  test('stands nothing about a single leaf that nobody has touched', () => {
    const engine = createEngine({ hierarchy, base: smallBase(hierarchy) });
    expect(previewWords(explainer, engine.preview([set('ca_ttc|M:M001|C:EPI|2027-03', 1, 'lea', 1)]))).toEqual({});
  });

  test('stands what is in the way of a value that would have no effect', () => {
    const engine = createEngine({ hierarchy, base: smallBase(hierarchy) });
    engine.append([set('ca_ttc|M:M001|*|2027-03', 900, 'max', 1, { lock: true })]);
    const { warning, hint } = previewWords(explainer, engine.preview([set('ca_ttc|R:BRE|*|2027-03', 100, 'lea', 2)]));
    expect(hint).toBeUndefined();
    expect(warning).toContain('Sans effet pour l’instant');
    expect(warning).toContain('Rennes');
  });

  test('stands that the value has moved, and through whom', () => {
    const full = (value: number | null): string => `${value} €`;
    const by = set('ca_ttc|R:BRE|*|2027-03', 2, 'max', 1);
    expect(movedText(explainer, { before: 1, after: 2, by }, full)).toContain(
      'de 1 € à 2 € pendant votre saisie (Max)',
    );
    expect(movedText(explainer, { before: 1, after: 1, by }, full)).toBeUndefined();
  });
});
