import type { TreeNode } from '../../grid/tree.ts';
import type { Named } from '../../../shared/hierarchy/tree.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

/** Numbers in names count as numbers; the language of the interface does not change the order of French places. */
const COLLATOR = new Intl.Collator('fr', { numeric: true });

/** Which axis comes first in the tree. */
export type RowOrder = 'organisation' | 'category';

/** A row is a pair of nodes, `R:IDF|C:EPI`, so that its cells are `<measure>|<row>|<period>`. */
function rowId(org: string, category: string): string {
  return `${org}|${category}`;
}

export function cellAddress(measure: string, row: string, period: string): string {
  return `${measure}|${row}|${period}`;
}

export interface CellParts {
  readonly measure: string;
  readonly row: string;
  readonly org: string;
  readonly category: string;
  readonly period: string;
}

export function cellParts(address: string): CellParts {
  const [measure = '', org = '', category = '', period = ''] = address.split('|');
  return { measure, row: rowId(org, category), org, category, period };
}

/**
 * The rows of a plan as a tree: company > region > store > category, or category > company > region > store. Charges and
 * the result exist for all categories together only: `byCategory` false leaves the categories out.
 */
export function planTree(
  hierarchy: Hierarchy,
  order: RowOrder,
  byCategory: boolean,
  companyName: string,
  allName: string,
): TreeNode[] {
  if (!byCategory) return [orgTree(hierarchy, companyName, () => [])];
  if (order === 'organisation') return [orgTree(hierarchy, companyName, (org) => categoriesOf(hierarchy, org))];
  const perCategory = byName(hierarchy.categories).map(({ code, name }) => categoryTree(hierarchy, code, name));
  return [{ id: rowId('*', '*'), label: allName, children: perCategory }];
}

function orgTree(hierarchy: Hierarchy, name: string, leaves: (org: string) => TreeNode[]): TreeNode {
  const regions = byName(hierarchy.regions).map((region): TreeNode => {
    const stores = byName(hierarchy.stores.slice(region.from, region.to)).map((store): TreeNode => {
      const org = `M:${store.code}`;
      return { id: rowId(org, '*'), label: store.name, hint: store.code, children: leaves(org) };
    });
    return { id: rowId(`R:${region.code}`, '*'), label: region.name, code: region.code, children: stores };
  });
  return { id: rowId('*', '*'), label: name, children: regions };
}

function categoriesOf(hierarchy: Hierarchy, org: string): TreeNode[] {
  return byName(hierarchy.categories).map(({ code, name }) => ({
    id: rowId(org, `C:${code}`),
    label: name,
    code,
    children: [],
  }));
}

function categoryTree(hierarchy: Hierarchy, code: string, name: string): TreeNode {
  const category = `C:${code}`;
  const regions = byName(hierarchy.regions).map((region): TreeNode => {
    const stores = byName(hierarchy.stores.slice(region.from, region.to)).map((store): TreeNode => ({
      id: rowId(`M:${store.code}`, category),
      label: store.name,
      hint: store.code,
      children: [],
    }));
    return { id: rowId(`R:${region.code}`, category), label: region.name, code: region.code, children: stores };
  });
  return { id: rowId('*', category), label: name, code, children: regions };
}

/** People look for names; the engine's order by code is its own. */
function byName<T extends Named>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => COLLATOR.compare(a.name, b.name));
}

/** The ancestors of a row, root first: what to expand so that it shows. */
export function pathTo(roots: readonly TreeNode[], id: string): string[] {
  const search = (nodes: readonly TreeNode[]): string[] | undefined => {
    for (const node of nodes) {
      if (node.id === id) return [];
      const below = search(node.children);
      if (below) return [node.id, ...below];
    }
    return undefined;
  };
  return search(roots) ?? [];
}
