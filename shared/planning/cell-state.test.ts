import { expect, test } from 'vitest';
import { boxOf } from '../hierarchy/box.ts';
import { MONTHS } from '../hierarchy/hierarchy.ts';
import { lastMovers } from './cell-state.ts';
import { createPlanState } from './plan-state.ts';
import { createRandom } from './testing/random.ts';
import { gridHierarchy, randomBase } from './testing/random-plan.ts';

test('the last mover of a cell is the greatest of its leaves', () => {
  const seed = 20270103;
  const random = createRandom(seed);
  const hierarchy = gridHierarchy({ regions: 3, stores: 7, categories: 4 });
  const state = createPlanState(hierarchy, randomBase(random, hierarchy, 0));
  const { moved, columns } = state.sales.leaves;
  for (let i = 0; i < moved.length; i++) moved[i] = random.int(1_000_000) - 1;
  for (let org = 0; org < hierarchy.orgs.length; org++) {
    for (let category = 0; category < hierarchy.cats.length; category++) {
      for (let period = 0; period < hierarchy.periods.length; period++) {
        const cell = { measure: 'qte', charge: -1, org, category, period } as const;
        const { s0, s1, c0, c1, k0, k1 } = boxOf(hierarchy, cell);
        const inside = [...moved].filter((_, i) => {
          const [s, c, k] = [Math.floor(i / MONTHS / columns), Math.floor(i / MONTHS) % columns, i % MONTHS];
          return s >= s0 && s < s1 && c >= c0 && c < c1 && k >= k0 && k < k1;
        });
        expect(lastMovers(state, cell)[period], `seed ${seed}, ${org} ${category} ${period}`).toBe(Math.max(...inside));
      }
    }
  }
});
