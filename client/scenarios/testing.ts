import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { emptyBase } from '../../shared/planning/base.ts';
import type { Plan } from './plan.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';

/** Two regions, three stores, two categories, one kind of charges. */
export function smallHierarchy(): Hierarchy {
  return buildHierarchy({
    year: 2027,
    regions: [
      {
        code: 'BRE',
        name: 'Bretagne',
        stores: [
          { code: 'M001', name: 'Rennes' },
          { code: 'M002', name: 'Brest' },
        ],
      },
      { code: 'IDF', name: 'Île-de-France', stores: [{ code: 'M003', name: 'Paris Rivoli' }] },
    ],
    categories: [
      { code: 'EPI', name: 'Épicerie', vat: 0.055 },
      { code: 'TEX', name: 'Textile', vat: 0.2 },
    ],
    charges: [{ code: 'loyer', name: 'Loyer' }],
  });
}

/** 10 units at 20 € in every leaf, cost 8 €. */
export function smallPlan(changes: Partial<Plan> = {}): Plan {
  const hierarchy = smallHierarchy();
  const base = emptyBase(hierarchy);
  base.q.fill(10);
  base.p.fill(20);
  base.k.fill(8);
  base.charges.fill(100);
  return { id: 'plan', revision: 1, hierarchy, base, people: new Map(), epochs: new Map(), clockOffset: 0, ...changes };
}
