import { expect, test } from 'vitest';
import { chargeName } from './charge-name.ts';

test('a code of charges is shown as one writes it', () => {
  expect(['energie', 'frais_generaux', 'loyers', 'x2'].map(chargeName)).toEqual([
    'Énergie',
    'Frais généraux',
    'Loyers',
    'X2',
  ]);
});
