/**
 * The frozen tree of a scenario as it is stored and sent: plain JSON, in any order.
 * `vat` is a fraction (0.2 for 20 %). Codes are case-sensitive and compare by code unit.
 */
export interface Named {
  readonly code: string;
  readonly name: string;
}

export interface TreeRegion extends Named {
  readonly stores: readonly Named[];
}

export interface TreeCategory extends Named {
  readonly vat: number;
}

export interface Tree {
  readonly year: number;
  readonly regions: readonly TreeRegion[];
  readonly categories: readonly TreeCategory[];
  /** Kinds of charges, e.g. `loyer`. */
  readonly charges: readonly Named[];
}

export type TreeFault =
  | { readonly kind: 'year_out_of_range'; readonly year: number }
  | { readonly kind: 'bad_code'; readonly level: Level; readonly code: string }
  | { readonly kind: 'duplicate_code'; readonly level: Level; readonly code: string }
  | { readonly kind: 'bad_vat'; readonly category: string; readonly vat: number }
  | { readonly kind: 'empty'; readonly level: 'store' | 'category' };

export type Level = 'region' | 'store' | 'category' | 'charge';

/** `|` separates the parts of an address; white space would not survive a header or a spreadsheet. */
const CODE = /^[^\s|]{1,64}$/u;

/** Sheets share one name space with regions, so a region may not be called like one of the two others. */
const RESERVED = new Set(['siege', 'commons', '*']);

/** Every fault of a tree; an empty list means that `buildHierarchy` accepts it. */
export function treeFaults(tree: Tree): TreeFault[] {
  const faults: TreeFault[] = [];
  if (!Number.isInteger(tree.year) || tree.year < 1900 || tree.year > 9999) {
    faults.push({ kind: 'year_out_of_range', year: tree.year });
  }
  const stores = tree.regions.flatMap((region) => region.stores);
  faults.push(
    ...codeFaults('region', tree.regions),
    ...codeFaults('store', stores),
    ...codeFaults('category', tree.categories),
    ...codeFaults('charge', tree.charges),
  );
  for (const { code, vat } of tree.categories) {
    if (!(vat >= 0 && vat < 10)) faults.push({ kind: 'bad_vat', category: code, vat });
  }
  if (stores.length === 0) faults.push({ kind: 'empty', level: 'store' });
  if (tree.categories.length === 0) faults.push({ kind: 'empty', level: 'category' });
  return faults;
}

function codeFaults(level: Level, items: readonly Named[]): TreeFault[] {
  const faults: TreeFault[] = [];
  const seen = new Set<string>();
  for (const { code } of items) {
    if (!CODE.test(code) || (level === 'region' && RESERVED.has(code))) faults.push({ kind: 'bad_code', level, code });
    else if (seen.has(code)) faults.push({ kind: 'duplicate_code', level, code });
    seen.add(code);
  }
  return faults;
}
