import { buildHierarchy } from '../../hierarchy/hierarchy.ts';
import { emptyBase } from '../base.ts';
import type { Base } from '../base.ts';
import type { Edit } from '../edit.ts';

/**
 * Two regions, three stores, two categories: IDF has M1 and M2, SUD has M3; ALI at 5.5 %, TEX at 20 %. Every leaf sells
 * 10 units at 4 € TTC that cost 2 € HT; rent is 100 € a month and store.
 */
export const smallHierarchy = buildHierarchy({
  year: 2027,
  regions: [
    { code: 'SUD', name: 'Sud', stores: [{ code: 'M3', name: 'Nice' }] },
    {
      code: 'IDF',
      name: 'Île-de-France',
      stores: [
        { code: 'M2', name: 'Versailles' },
        { code: 'M1', name: 'Rivoli' },
      ],
    },
  ],
  categories: [
    { code: 'TEX', name: 'Textile', vat: 0.2 },
    { code: 'ALI', name: 'Alimentaire', vat: 0.055 },
  ],
  charges: [
    { code: 'loyer', name: 'Loyer' },
    { code: 'energie', name: 'Énergie' },
  ],
});

export function smallBase(): Base {
  const base = emptyBase(smallHierarchy);
  base.q.fill(10);
  base.p.fill(4);
  base.k.fill(2);
  base.charges.forEach((_value, i) => {
    if (Math.floor(i / 12) % 2 === 1) base.charges[i] = 100;
  });
  return base;
}

/** An entry of Ada's; ids and stamps are given by the test, so that order and ties are plain to see. */
export function entry(at: number, op: Edit['op'], cell: string, v?: number, more: Partial<Edit> = {}): Edit {
  return { id: `e${at}`, op, cell, over: [], by: 'ada', at, ...(v !== undefined && { v }), ...more };
}
