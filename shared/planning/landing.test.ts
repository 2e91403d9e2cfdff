import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mustParseCell } from '../hierarchy/address.ts';
import { createEngine } from './engine.ts';
import { landingOf } from './landing.ts';
import { createRandom } from './testing/random.ts';
import { gridHierarchy, randomBase } from './testing/random-plan.ts';
import { smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Base } from './base.ts';
import type { Landing, MonthPlan, MonthToDate } from './landing.ts';

const MONTH = '2027-03';

function landings(hierarchy: Hierarchy, base: Base, toDate: MonthToDate) {
  const engine = createEngine({ hierarchy, base });
  const period = hierarchy.periodIndex.get(toDate.month)!;
  const plan: MonthPlan = (measure, org, category) => engine.value({ measure, charge: -1, org, category, period });
  const landing = (address: string): Landing | null =>
    landingOf(hierarchy, toDate, plan, mustParseCell(hierarchy, address));
  return { engine, landing };
}

/** Every leaf plans 10 units at 4 € TTC that cost 2 € HT. */
const toDate: MonthToDate = {
  month: MONTH,
  stores: [
    {
      store: 'M1',
      categories: [
        { category: 'TEX', units: 6, revenueTtc: 30, revenueHt: 25, cost: 10 },
        { category: 'ALI', units: -1, revenueTtc: -4, revenueHt: -3, cost: -2 },
      ],
    },
  ],
  remaining: { M1: 0.5, M2: 0.25 },
};

describe('the landing of a cell', () => {
  const { landing } = landings(smallHierarchy, smallBase(), toDate);

  test('is actual to date + plan × what remains, of each store by its own days', () => {
    expect(landing(`ca_ttc|M:M1|C:TEX|${MONTH}`)).toEqual({ actual: 30, remaining: 20, total: 50 });
    expect(landing(`qte|R:IDF|*|${MONTH}`)).toEqual({ actual: 5, remaining: 15, total: 20 });
    // M3 has no share: nothing more is expected of it.
    expect(landing(`qte|R:SUD|*|${MONTH}`)).toEqual({ actual: 0, remaining: 0, total: 0 });
    expect(landing(`marge|M:M1|C:TEX|${MONTH}`)).toEqual({
      actual: 15,
      remaining: expect.closeTo(20 / 1.2 - 10, 12) as number,
      total: expect.closeTo(15 + 20 / 1.2 - 10, 12) as number,
    });
  });

  test('of a rate is the rate of the sums', () => {
    expect(landing(`prix|M:M1|C:TEX|${MONTH}`)).toEqual({ actual: 5, remaining: 4, total: 50 / 11 });
    expect(landing(`taux_marque|M:M1|C:TEX|${MONTH}`)?.actual).toBe(0.6);
    expect(landing(`prix|R:SUD|*|${MONTH}`)).toEqual({ actual: null, remaining: null, total: null });
  });

  test.each([
    'ca_ttc|*|*|2027-04',
    'ca_ttc|*|*|2027-Q1',
    'ca_ttc|*|*|2027',
    `charges:loyer|*|*|${MONTH}`,
    `resultat|*|*|${MONTH}`,
  ])('there is none of %s', (address) => expect(landing(address)).toBe(null));
});

test('nothing sold and everything to come is the plan; nothing to come is what was sold; totals are the sum of their parts', () => {
  const hierarchy = gridHierarchy({ regions: 3, stores: 8, categories: 3 });
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
      (seed, shares) => {
        const random = createRandom(seed);
        const stores = hierarchy.stores.map(({ code }) => ({
          store: code,
          categories: hierarchy.categories.map((category) => ({
            category: category.code,
            units: random.int(50) - 5,
            revenueTtc: random.int(900) - 50,
            revenueHt: random.int(800) - 40,
            cost: random.int(400),
          })),
        }));
        const remaining = Object.fromEntries(hierarchy.stores.map(({ code }, index) => [code, shares[index]!]));
        const base = randomBase(random, hierarchy, 0.2);
        const whole = Object.fromEntries(hierarchy.stores.map(({ code }) => [code, 1]));
        const { landing } = landings(hierarchy, base, { month: MONTH, stores, remaining });
        const before = landings(hierarchy, base, { month: MONTH, stores: [], remaining: whole });
        const after = landings(hierarchy, base, { month: MONTH, stores, remaining: {} });
        for (const measure of ['qte', 'ca_ttc', 'ca_ht', 'marge']) {
          const at = (org: string, category: string) => `${measure}|${org}|${category}|${MONTH}`;
          const total = (address: string): number => landing(address)?.total ?? Number.NaN;
          const sum = (addresses: string[]): number => addresses.reduce((all, address) => all + total(address), 0);
          expect(before.landing(at('R:R001', '*'))?.total).toBeCloseTo(before.engine.value(at('R:R001', '*'))!, 6);
          expect(after.landing(at('*', 'C:K001'))).toMatchObject({ remaining: 0 });
          expect(sum(hierarchy.regions.map(({ code }) => at(`R:${code}`, '*')))).toBeCloseTo(total(at('*', '*')), 6);
          expect(sum(hierarchy.categories.map(({ code }) => at('M:M003', `C:${code}`)))).toBeCloseTo(
            total(at('M:M003', '*')),
            6,
          );
        }
      },
    ),
    { numRuns: 50 },
  );
});
