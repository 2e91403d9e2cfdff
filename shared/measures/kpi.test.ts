import { expect, it } from 'vitest';
import { kpiValuesSchema } from '../api/kpi.ts';
import { kpiGapText, kpiText } from './kpi-text.ts';
import { KPIS, kpi } from './kpi.ts';

it('every code is defined once, in both languages', () => {
  expect(new Set(KPIS.map(({ code }) => code)).size).toBe(KPIS.length);
  for (const { label, formula } of KPIS) {
    for (const text of [label.fr, label.en, formula.fr, formula.en]) expect(text.trim()).not.toBe('');
  }
  expect(kpi('marginRate').label.fr).toBe('Taux de marque');
});

it('every figure of a live tile has a definition, but the two it is measured against', () => {
  const known = new Set<string>(KPIS.map(({ code }) => code));
  const unknown = Object.keys(kpiValuesSchema.shape).filter((code) => !known.has(code));
  expect(unknown).toEqual(['objectiveToDate', 'lastYearToTime']);
});

it('values are shown in their unit', () => {
  expect(kpiText('revenueTtc', 128_450.2, 'fr')).toBe('128\u202f450,20\u00a0€');
  expect(kpiText('receipts', 1204, 'fr')).toBe('1\u202f204');
  expect(kpiText('unitsPerReceipt', 2.2998, 'fr')).toBe('2,3');
  expect(kpiText('marginRate', 0.381, 'en')).toBe('38.1%');
  expect(kpiText('vsLastYear', 0.042, 'fr')).toBe('+4,2\u00a0%');
  expect(kpiText('attainment', null, 'fr')).toBe('–');
});

it('gaps of rates are points, other gaps percent', () => {
  expect(kpiGapText('marginRate', 0.387, 0.381, 'fr')).toBe('+0,6\u00a0pt');
  expect(kpiGapText('basket', 104.2, 100, 'fr')).toBe('+4,2\u00a0%');
  expect(kpiGapText('margin', -50, -100, 'fr')).toBe('+50,0\u00a0%');
  expect(kpiGapText('margin', 5, 0, 'fr')).toBe('–');
  expect(kpiGapText('margin', 5, null, 'fr')).toBe('–');
});
