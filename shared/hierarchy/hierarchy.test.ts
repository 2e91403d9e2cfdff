import { describe, expect, test } from 'vitest';
import { formatCell, mustParseCell, parseCell } from './address.ts';
import { boxesMeet, boxOf, boxSize, intersect, isInside } from './box.ts';
import { buildHierarchy } from './hierarchy.ts';
import { sheetOf, sheetsOf } from './sheet.ts';
import { treeFaults } from './tree.ts';
import type { Tree } from './tree.ts';

const tree: Tree = {
  year: 2027,
  regions: [
    { code: 'b', name: 'Basse', stores: [{ code: 'M9', name: 'Neuf' }] },
    { code: 'IDF', name: 'Île-de-France', stores: ['M3', 'M10', 'M2'].map((code) => ({ code, name: code })) },
    { code: 'VIDE', name: 'Sans magasin', stores: [] },
  ],
  categories: [
    { code: 'TEX', name: 'Textile', vat: 0.2 },
    { code: 'ALI', name: 'Alimentaire', vat: 0.055 },
  ],
  charges: [{ code: 'loyer', name: 'Loyer' }],
};
const hierarchy = buildHierarchy(tree);
const box = (address: string) => boxOf(hierarchy, mustParseCell(hierarchy, address));

describe('a hierarchy', () => {
  test('is in code order by code unit, stores by region first', () => {
    expect(hierarchy.orgs).toEqual(['*', 'R:IDF', 'R:VIDE', 'R:b', 'M:M10', 'M:M2', 'M:M3', 'M:M9']);
    expect(hierarchy.cats).toEqual(['*', 'C:ALI', 'C:TEX']);
    expect(hierarchy.periods.slice(0, 7)).toEqual([
      '2027',
      '2027-Q1',
      '2027-Q2',
      '2027-Q3',
      '2027-Q4',
      '2027-01',
      '2027-02',
    ]);
  });

  test.each<[string, Partial<Tree>]>([
    ['year_out_of_range', { year: 27 }],
    ['bad_code', { categories: [{ code: 'A|B', name: '', vat: 0 }] }],
    ['bad_code', { regions: [...tree.regions, { code: 'siege', name: '', stores: [] }] }],
    ['duplicate_code', { charges: [...tree.charges, ...tree.charges] }],
    [
      'duplicate_code',
      { regions: tree.regions.map((region, i) => ({ ...region, code: `r${i}`, stores: [{ code: 'M', name: '' }] })) },
    ],
    ['bad_vat', { categories: [{ code: 'A', name: '', vat: Number.NaN }] }],
    ['empty', { categories: [] }],
  ])('refuses: %s', (kind, change) => {
    expect(treeFaults({ ...tree, ...change })[0]?.kind).toBe(kind);
    expect(() => buildHierarchy({ ...tree, ...change })).toThrow(kind);
  });
});

describe('an address', () => {
  test('is read and written back, for every cell there is', () => {
    const measures = ['ca_ttc', 'taux_marque', 'charges:loyer', 'resultat'];
    for (const measure of measures) {
      for (const org of hierarchy.orgs) {
        for (const category of measure.length > 7 && measure !== 'taux_marque' ? ['*'] : hierarchy.cats) {
          for (const period of hierarchy.periods) {
            const address = `${measure}|${org}|${category}|${period}`;
            expect(formatCell(hierarchy, mustParseCell(hierarchy, address))).toBe(address);
          }
        }
      }
    }
  });

  test.each([
    ['malformed_address', 'ca_ttc|*|*'],
    ['malformed_address', 'ca_ttc|*|*|2027|'],
    ['unknown_measure', 'CA_TTC|*|*|2027'],
    ['unknown_measure', 'charges|*|*|2027'],
    ['unknown_measure', 'qte:loyer|*|*|2027'],
    ['unknown_charge', 'charges:impots|*|*|2027'],
    ['unknown_org', 'ca_ttc|IDF|*|2027'],
    ['unknown_org', 'ca_ttc|__proto__|*|2027'],
    ['unknown_category', 'ca_ttc|*|TEX|2027'],
    ['unknown_period', 'ca_ttc|*|*|2026'],
    ['unknown_period', 'ca_ttc|*|*|2027-1'],
    ['category_not_total', 'resultat|*|C:TEX|2027'],
    ['category_not_total', 'charges:loyer|*|C:TEX|2027'],
  ])('%s: %s', (kind, address) => {
    expect(parseCell(hierarchy, address)).toMatchObject({ ok: false, fault: { kind, address } });
  });
});

describe('the box of a cell', () => {
  test('is the ranges of its nodes', () => {
    expect(box('ca_ttc|R:IDF|C:TEX|2027-Q2')).toEqual({ s0: 0, s1: 3, c0: 1, c1: 2, k0: 3, k1: 6 });
    expect(box('charges:loyer|M:M9|*|2027-12')).toEqual({ s0: 3, s1: 4, c0: 0, c1: 1, k0: 11, k1: 12 });
    expect(boxSize(box('ca_ttc|*|*|2027'))).toBe(4 * 2 * 12);
    expect(boxSize(box('ca_ttc|R:VIDE|*|2027'))).toBe(0);
  });

  test('lies inside another as a proper subset only', () => {
    expect(isInside(box('qte|M:M2|*|2027-Q1'), box('qte|R:IDF|*|2027'))).toBe(true);
    expect(isInside(box('qte|R:b|*|2027'), box('qte|M:M9|*|2027'))).toBe(false);
    expect(isInside(box('qte|R:IDF|C:TEX|2027'), box('qte|R:IDF|*|2027-Q1'))).toBe(false);
    expect(boxesMeet(box('qte|R:IDF|C:TEX|2027'), box('qte|R:IDF|*|2027-Q1'))).toBe(true);
    expect(boxSize(intersect(box('qte|R:IDF|C:TEX|2027'), box('qte|R:IDF|*|2027-Q1')))).toBe(9);
    expect(boxSize(intersect(box('qte|R:IDF|*|2027'), box('qte|R:b|*|2027')))).toBe(0);
  });
});

test('[E2] an entry lives in the sheet of its region, those on the company and targets in siege', () => {
  const sheet = (address: string, op: string) => sheetOf(hierarchy, mustParseCell(hierarchy, address), op);
  expect(sheetsOf(hierarchy)).toEqual(['siege', 'IDF', 'VIDE', 'b']);
  expect(sheet('qte|*|*|2027', 'set')).toBe('siege');
  expect(sheet('qte|R:IDF|*|2027', 'pct')).toBe('IDF');
  expect(sheet('qte|M:M9|*|2027', 'clear')).toBe('b');
  expect(sheet('qte|M:M9|*|2027', 'target')).toBe('siege');
});
