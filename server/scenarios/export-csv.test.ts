import { expect, test } from 'vitest';
import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { emptyBase } from '../../shared/planning/base.ts';
import { createEngine } from '../../shared/planning/engine.ts';
import { exportCsv } from './export-csv.ts';
import { harmless } from './export-table.ts';

test('the export is what a French spreadsheet opens: BOM, semicolons, decimal commas, and no name runs as a formula', () => {
  const hierarchy = buildHierarchy({
    year: 2027,
    regions: [{ code: 'IDF', name: 'Île-de-France', stores: [{ code: 'M001', name: 'Paris "Bastille"' }] }],
    categories: [{ code: 'EPI', name: '=1+1;x', vat: 0.2 }],
    charges: [{ code: 'loyer', name: 'Loyer' }],
  });
  const base = emptyBase(hierarchy);
  base.q[0] = 10;
  base.p[0] = 12;
  base.k[0] = 4;
  base.charges[0] = 75.5;
  const lines = [...exportCsv(createEngine({ hierarchy, base }))].join('').split('\r\n');
  expect(lines.length).toBe(1 + 2 * 12 + 1);
  expect(lines[0]).toBe(
    '\uFEFFRégion;Magasin;Nom;Catégorie;Mois;Quantité;CA TTC;CA HT;Prix moyen;Coût unitaire;Coût;Marge;Taux de marque;Charges : Loyer;Résultat',
  );
  const place = 'IDF;M001;"Paris ""Bastille"""';
  expect(lines[1]).toBe(`${place};"'=1+1;x";2027-01;10,000;120,00;100,00;12,0000;4,0000;40,00;60,00;0,6000;;`);
  expect(lines[2]).toBe(`${place};"'=1+1;x";2027-02;0,000;0,00;0,00;;;0,00;0,00;;;`);
  expect(lines[13]).toBe(`${place};;2027-01;;;;;;;;;75,50;-15,50`);
});

test.each(['=1', '+1', '-1', '@a', '\t=1', '\r=1', '\n=1'])('%j is no formula once it is a text', (name) => {
  expect(harmless(name)).toBe(`'${name}`);
  expect(harmless(`Rayon ${name}`)).toBe(`Rayon ${name}`);
});
