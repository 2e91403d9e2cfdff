import { describe, expect, test } from 'vitest';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { createEngine } from '../../../shared/planning/engine.ts';
import { landingOf } from '../../../shared/planning/landing.ts';
import { smallBase, smallHierarchy } from '../testing.ts';
import { cellLanding, storePlans } from './store-plans.ts';
import type { MonthToDate } from '../../../shared/planning/landing.ts';

const MONTH = '2027-03';
const hierarchy = smallHierarchy();

/** Every leaf plans 10 units at 20 € TTC; Bretagne sells textiles only. */
const toDate: MonthToDate = {
  month: MONTH,
  stores: [{ store: 'M002', categories: [{ category: 'TEX', units: 3, revenueTtc: 60, revenueHt: 50, cost: 24 }] }],
  remaining: { M001: 0.5, M002: 0.25, M003: 0 },
};

function landing(address: string) {
  const engine = createEngine({ hierarchy, base: smallBase(hierarchy) });
  return cellLanding(
    hierarchy,
    toDate,
    storePlans(hierarchy, address, engine.value),
    mustParseCell(hierarchy, address),
  );
}

describe('the landing of a cell from the plans of its stores', () => {
  test('gives each store its own part of the month', () => {
    expect(landing(`ca_ttc|R:BRE|C:TEX|${MONTH}`)).toEqual({ actual: 60, remaining: 150, total: 210 });
    expect(landing(`ca_ttc|M:M002|C:TEX|${MONTH}`)).toEqual({ actual: 60, remaining: 50, total: 110 });
    expect(landing(`ca_ttc|R:IDF|*|${MONTH}`)).toEqual({ actual: 0, remaining: 0, total: 0 });
  });

  test('is what the engine itself would say, for every row and measure', () => {
    const engine = createEngine({ hierarchy, base: smallBase(hierarchy) });
    for (const measure of ['qte', 'ca_ttc', 'ca_ht', 'prix', 'cout', 'marge', 'taux_marque']) {
      for (const org of hierarchy.orgs) {
        for (const category of hierarchy.cats) {
          const address = `${measure}|${org}|${category}|${MONTH}`;
          const cell = mustParseCell(hierarchy, address);
          const whole = landingOf(
            hierarchy,
            toDate,
            (of, node, column) =>
              engine.value({ measure: of, charge: -1, org: node, category: column, period: cell.period }),
            cell,
          );
          expect({ address, landing: landing(address) }).toEqual({ address, landing: whole });
          expect(whole).not.toBeNull();
        }
      }
    }
  });

  test('is null beside the month and for what sales do not tell', () => {
    expect(landing('ca_ttc|R:BRE|*|2027-04')).toBeNull();
    expect(landing('ca_ttc|R:BRE|*|2027-Q1')).toBeNull();
    expect(landing(`resultat|R:BRE|*|${MONTH}`)).toBeNull();
    expect(landing(`charges:loyer|R:BRE|*|${MONTH}`)).toBeNull();
  });
});
