import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { planWords } from '../sheet/plan-words.ts';
import { fr } from '../fr.ts';
import { smallHierarchy } from '../testing.ts';
import { isWarning, noticeText } from './notice.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Words } from '../sheet/plan-words.ts';
import type { Notice, NoticeContext } from './notice.ts';

let context: NoticeContext;

beforeAll(async () => {
  const i18n = i18next.createInstance();
  await i18n.init({ lng: 'fr', resources: { fr: { scenarios: fr } }, ns: 'scenarios', defaultNS: 'scenarios' });
  const t = i18n.t as unknown as Words;
  const hierarchy = smallHierarchy();
  const names: Record<string, string> = { max: 'Max', lea: 'Léa' };
  context = { t, words: planWords(hierarchy, t, 'fr'), hierarchy, nameOf: (id) => names[id] ?? id };
});

const edit = (by: string, period = '2027-03'): Edit => ({
  id: `${by} ${period}`,
  cell: `ca_ttc|R:BRE|*|${period}`,
  op: 'set',
  v: 1,
  over: [],
  by,
  at: 1,
});
const undone = (entries: Edit[], stays: Edit[]): Notice => ({
  kind: 'takenBack',
  what: { kind: 'undo', entries, stays },
});

describe('a notice', () => {
  test('names the cell that was taken back, or how many', () => {
    expect(noticeText(context, undone([edit('lea')], []))).toBe('Annulé : CA TTC · Bretagne · mars 2027');
    expect(noticeText(context, undone([edit('lea'), edit('lea', '2027-04')], []))).toBe('Annulé : 2 cellules');
  });

  test('says whose value stays, and is a warning then', () => {
    const alone = undone([edit('lea')], [edit('max')]);
    expect(noticeText(context, alone)).toBe(
      'Sans effet : Max a changé CA TTC · Bretagne · mars 2027 depuis, sa valeur reste.',
    );
    expect(isWarning(alone)).toBe(true);
    const partly = undone([edit('lea'), edit('lea', '2027-04')], [edit('max')]);
    expect(noticeText(context, partly)).toContain('sauf 1 cellule sur 2');
    expect(isWarning(undone([edit('lea')], []))).toBe(false);
  });

  test('tells of a block what was written and what was not', () => {
    const written: Notice = { kind: 'written', how: 'paste', values: 3, refused: 1, covered: 2 };
    expect(noticeText(context, written)).toBe('3 valeurs collées · 2 totaux laissés à leurs parties · 1 refusée');
    expect(isWarning(written)).toBe(true);
  });
});
