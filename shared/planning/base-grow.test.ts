import { describe, expect, test } from 'vitest';
import { buildHierarchy } from '../hierarchy/hierarchy.ts';
import { baseFault } from './base.ts';
import { growBase, startStore } from './base-grow.ts';
import { createEngine } from './engine.ts';
import { createRandom } from './testing/random.ts';
import { editAt, gridHierarchy, randomBase, randomCell } from './testing/random-plan.ts';
import { smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Edit } from './edit.ts';
import type { Random } from './testing/random.ts';

function without({ tree }: Hierarchy, store: string): Hierarchy {
  const regions = tree.regions.map((region) => ({
    ...region,
    stores: region.stores.filter(({ code }) => code !== store),
  }));
  return buildHierarchy({ ...tree, regions });
}

const withM0 = buildHierarchy({
  ...smallHierarchy.tree,
  regions: smallHierarchy.tree.regions.map((region) =>
    region.code === 'IDF' ? { ...region, stores: [...region.stores, { code: 'M0', name: 'Massy' }] } : region,
  ),
});

describe('a base that grows', () => {
  test('has the new store at the prices of its categories, without units', () => {
    const grown = growBase(withM0, smallBase());
    expect(baseFault(withM0, grown)).toBe(null);
    const engine = createEngine({ hierarchy: withM0, base: grown });
    expect(engine.value('qte|M:M0|*|2027')).toBe(0);
    expect(engine.value('qte|*|*|2027')).toBe(720);
    engine.append([editAt(createRandom(1), 1, { op: 'set', cell: 'ca_ttc|M:M0|C:TEX|2027', v: 48 })]);
    expect(engine.value('prix|M:M0|C:TEX|2027')).toBeCloseTo(4, 12);
  });

  test('starts the store like another, like the average of its region, or at nothing', () => {
    const base = smallBase();
    base.q.fill(30, 0, 24);
    const start = (like?: string) => {
      const grown = growBase(withM0, base);
      const copied = startStore(withM0, grown, 'M0', like);
      return { copied, units: createEngine({ hierarchy: withM0, base: grown }).value('qte|M:M0|*|2027-01') };
    };
    expect(start('M3')).toEqual({ copied: { store: 'M0', from: { kind: 'store', code: 'M3' } }, units: 20 });
    expect(start()).toEqual({ copied: { store: 'M0', from: { kind: 'region', code: 'IDF', stores: 2 } }, units: 40 });
    base.q.fill(0);
    expect(start('M3')).toEqual({ copied: { store: 'M0', from: { kind: 'nothing' } }, units: 0 });
  });
});

const MEASURES = ['qte', 'ca_ttc', 'ca_ht', 'prix', 'charges:loyer'];

function randomEdits(random: Random, hierarchy: Hierarchy, count: number): Edit[] {
  return Array.from({ length: count }, (_, at) => {
    const op = random.pick(['set', 'pct', 'add'] as const);
    const v = op === 'pct' ? random.next() - 0.3 : random.int(50_000) / 10;
    const lock = op === 'set' && random.chance(0.2);
    return editAt(random, at + 1, {
      cell: randomCell(random, hierarchy, random.pick(MEASURES)),
      op,
      v,
      ...(lock && { lock: true as const }),
    });
  });
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('entries over a tree with a store more (seed %i)', (seed) => {
  const random = createRandom(seed);
  const after = gridHierarchy({ regions: 3, stores: 9, categories: 3 });
  const before = without(after, 'M004');
  const small = randomBase(random, before, 0.2);
  const large = growBase(after, small);
  startStore(after, large, 'M004', undefined);
  const edits = randomEdits(random, before, 40);

  test('are all read, and leave the known leaves of the base as they were', () => {
    expect(createEngine({ hierarchy: after, base: large, edits }).refused()).toEqual([]);
    for (const [index, code] of small.stores.entries()) {
      const width = small.categories.length * 12;
      const at = large.stores.indexOf(code) * width;
      expect(large.q.subarray(at, at + width)).toEqual(small.q.subarray(index * width, (index + 1) * width));
    }
  });

  test('a total typed on the region stays as typed, with the new store in it', () => {
    const cell = 'ca_ttc|R:R001|*|2027';
    const typed = [editAt(random, 100, { op: 'set', cell, v: 123_456 })];
    for (const hierarchy of [before, after]) {
      const base = hierarchy === before ? small : large;
      expect(createEngine({ hierarchy, base, edits: typed }).value(cell)).toBeCloseTo(123_456, 4);
    }
    const grown = createEngine({ hierarchy: after, base: large, edits: typed });
    expect(grown.value('ca_ttc|M:M004|*|2027')).toBeGreaterThan(0);
  });

  test('what is typed in regions moves nothing in the others', () => {
    const ofRegions = edits.filter(({ cell }) => cell.split('|')[1] !== '*');
    const small1 = createEngine({ hierarchy: before, base: small, edits: ofRegions });
    const large1 = createEngine({ hierarchy: after, base: large, edits: ofRegions });
    for (const org of ['R:R000', 'R:R002']) {
      for (const measure of ['qte', 'ca_ttc', 'marge', 'charges:loyer']) {
        expect(large1.value(`${measure}|${org}|*|2027`)).toBe(small1.value(`${measure}|${org}|*|2027`));
      }
    }
  });
});
