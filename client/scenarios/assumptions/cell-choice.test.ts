import { describe, expect, test } from 'vitest';
import { parseCell } from '../../../shared/hierarchy/address.ts';
import { smallHierarchy } from '../testing.ts';
import { inputOptions, likelyInput, likelyInputs, likelyOutput, withPart } from './cell-choice.ts';

const hierarchy = smallHierarchy();

describe('choosing cells', () => {
  test('charges and result take all categories, whatever was chosen before', () => {
    const cell = 'ca_ttc|M:M001|C:EPI|2027-03';
    expect(withPart(cell, { measure: 'resultat' })).toBe('resultat|M:M001|*|2027-03');
    expect(withPart(cell, { measure: 'charges:loyer' })).toBe('charges:loyer|M:M001|*|2027-03');
    expect(withPart(cell, { org: 'R:BRE' })).toBe('ca_ttc|R:BRE|C:EPI|2027-03');
  });

  test('only what takes input is offered as input', () => {
    expect(inputOptions(hierarchy).map(({ id }) => id)).toEqual([
      'ca_ttc',
      'ca_ht',
      'qte',
      'prix',
      'cout_u',
      'charges:loyer',
    ]);
  });

  test('the likely input is another figure of the same place', () => {
    expect(likelyInput('resultat|R:BRE|*|2027')).toBe('prix|R:BRE|*|2027');
    expect(likelyInput('ca_ttc|R:BRE|C:EPI|2027-Q1')).toBe('qte|R:BRE|C:EPI|2027-Q1');
  });

  test('a row’s own charges are inputs where they are known, and every proposal is a cell of the plan', () => {
    for (const output of ['resultat|*|*|2027', 'marge|M:M001|C:TEX|2027-05']) {
      const inputs = likelyInputs(hierarchy, output);
      expect(inputs.some((input) => input.startsWith('charges:'))).toBe(output.startsWith('resultat'));
      for (const cell of [...inputs, likelyOutput(output), likelyInput(output)]) {
        expect(parseCell(hierarchy, cell)).toMatchObject({ ok: true });
      }
    }
  });
});
