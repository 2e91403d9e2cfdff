import { buildHierarchy } from '../../hierarchy/hierarchy.ts';
import { emptyBase } from '../base.ts';
import type { Hierarchy } from '../../hierarchy/hierarchy.ts';
import type { Base } from '../base.ts';
import type { Edit } from '../edit.ts';
import type { Random } from './random.ts';

export interface Size {
  readonly regions: number;
  readonly stores: number;
  readonly categories: number;
}

const VAT = [0.2, 0.1, 0.055, 0.021];

export function gridHierarchy({ regions, stores, categories }: Size): Hierarchy {
  const pad = (n: number): string => String(n).padStart(3, '0');
  const all = Array.from({ length: stores }, (_, i) => ({ code: `M${pad(i)}`, name: `Magasin ${i}` }));
  return buildHierarchy({
    year: 2027,
    regions: Array.from({ length: regions }, (_, r) => ({
      code: `R${pad(r)}`,
      name: `Région ${r}`,
      stores: all.filter((_store, i) => i % regions === r),
    })),
    categories: Array.from({ length: categories }, (_, c) => ({
      code: `K${pad(c)}`,
      name: `Rayon ${c}`,
      vat: VAT[c % VAT.length] ?? 0,
    })),
    charges: ['energie', 'loyer', 'personnel'].map((code) => ({ code, name: code })),
  });
}

/** @param empty the share of leaves that sell nothing; a third of those has no price either, and some sell for nothing */
export function randomBase(random: Random, hierarchy: Hierarchy, empty: number): Base {
  const base = emptyBase(hierarchy);
  for (let i = 0; i < base.q.length; i++) {
    const sells = !random.chance(empty);
    const priced = random.chance(sells ? 0.97 : 0.67);
    base.q[i] = sells ? 1 + random.int(400) : 0;
    base.p[i] = priced ? 1 + random.int(9000) / 100 : 0;
    base.k[i] = priced ? (base.p[i] ?? 0) * (0.3 + random.next() * 0.5) : 0;
  }
  for (let i = 0; i < base.charges.length; i++) base.charges[i] = random.chance(empty) ? 0 : random.int(500_000) / 100;
  return base;
}

/** The mix of a budget season: a tenth on the company, a third on regions, the rest on stores; mostly plain values. */
export function randomCell(
  random: Random,
  { orgs, cats, periods, regions, stores }: Hierarchy,
  measure: string,
): string {
  const level = random.next();
  const org =
    level < 0.1 ? 0 : level < 0.4 ? 1 + random.int(regions.length) : 1 + regions.length + random.int(stores.length);
  const category = random.chance(0.5) || measure.startsWith('charges') ? 0 : 1 + random.int(cats.length - 1);
  const span = random.next();
  const period = span < 0.2 ? 0 : span < 0.5 ? 1 + random.int(4) : 5 + random.int(12);
  return `${measure}|${orgs[org]}|${cats[category]}|${periods[period]}`;
}

export function editAt(random: Random, at: number, edit: Pick<Edit, 'cell' | 'op'> & Partial<Edit>): Edit {
  return { id: random.uuid(), over: [], by: 'u1', at, ...edit };
}
