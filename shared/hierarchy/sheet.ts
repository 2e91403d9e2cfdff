import { storeOfOrg } from './hierarchy.ts';
import type { Cell } from './address.ts';
import type { Hierarchy } from './hierarchy.ts';

/** The head-office sheet. The other sheets are called like their region. */
export const SIEGE = 'siege';

/** Where an entry on this cell lives: whoever writes it, a cell of a region belongs to that region's sheet. */
export function sheetOf(hierarchy: Hierarchy, cell: Pick<Cell, 'org'>, op: string): string {
  if (cell.org === 0 || op === 'target') return SIEGE;
  const region = regionOfOrg(hierarchy, cell.org);
  return hierarchy.regions[region]?.code ?? SIEGE;
}

/** The region index of a region or store node, -1 for the company. */
export function regionOfOrg(hierarchy: Hierarchy, org: number): number {
  if (org <= hierarchy.regions.length) return org - 1;
  return hierarchy.stores[storeOfOrg(hierarchy, org)]?.region ?? -1;
}

/** Every sheet of a scenario: `siege` first, then the regions in code order. */
export function sheetsOf(hierarchy: Hierarchy): string[] {
  return [SIEGE, ...hierarchy.regions.map(({ code }) => code)];
}
