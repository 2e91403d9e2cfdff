import { MONTHS } from '../hierarchy/hierarchy.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Base } from './base.ts';

/** What a store without history starts from; `nothing` where its region has no history either. */
export interface CopiedProfile {
  readonly store: string;
  readonly from:
    | { readonly kind: 'store'; readonly code: string }
    | { readonly kind: 'region'; readonly code: string; readonly stores: number }
    | { readonly kind: 'nothing' };
}

/**
 * Gives stores without history the leaves of the store named for them, else the average of their region's stores.
 * @param sold 1 for each store with history
 * @param profiles store codes by store code; one that has no history itself is passed over
 */
export function fillProfiles(
  hierarchy: Hierarchy,
  base: Base,
  sold: Uint8Array,
  profiles: Readonly<Record<string, string>>,
): CopiedProfile[] {
  return hierarchy.stores.flatMap(({ code }, store) =>
    sold[store] === 1 ? [] : [copyProfile(hierarchy, base, store, sold, profiles[code])],
  );
}

/** Gives one store the leaves of the store named, else the average of its region's. */
export function copyProfile(
  hierarchy: Hierarchy,
  base: Base,
  store: number,
  sold: Uint8Array,
  like: string | undefined,
): CopiedProfile {
  const { code, region } = hierarchy.stores[store]!;
  const named = hierarchy.stores.findIndex((other, index) => other.code === like && sold[index] === 1);
  const { code: regionCode = '', from = 0, to = 0 } = hierarchy.regions[region] ?? {};
  const models =
    named >= 0 ? [named] : Array.from({ length: to - from }, (_, i) => from + i).filter((index) => sold[index] === 1);
  if (models.length > 0) copyAverage(hierarchy, base, store, models);
  return { store: code, from: describe(hierarchy, named, regionCode, models.length) };
}

function describe(hierarchy: Hierarchy, named: number, region: string, stores: number): CopiedProfile['from'] {
  const store = hierarchy.stores[named];
  if (store) return { kind: 'store', code: store.code };
  return stores > 0 ? { kind: 'region', code: region, stores } : { kind: 'nothing' };
}

/** Units and charges are the mean over the models; prices and costs are weighed by units. */
function copyAverage(hierarchy: Hierarchy, base: Base, store: number, models: readonly number[]): void {
  const width = hierarchy.categories.length * MONTHS;
  const sum = (array: Float64Array, row: number, i: number, weigh?: Float64Array): number =>
    models.reduce((total, model) => total + array[model * row + i]! * (weigh ? weigh[model * row + i]! : 1), 0);
  for (let i = 0; i < width; i++) {
    const leaf = store * width + i;
    const units = sum(base.q, width, i);
    base.q[leaf] = units / models.length;
    // Without sales the models' leaves carry their category's price, and so does this one already.
    if (!(units > 0)) continue;
    base.p[leaf] = sum(base.p, width, i, base.q) / units;
    base.k[leaf] = sum(base.k, width, i, base.q) / units;
  }
  const kinds = hierarchy.charges.length * MONTHS;
  for (let i = 0; i < kinds; i++) base.charges[store * kinds + i] = sum(base.charges, kinds, i) / models.length;
}
