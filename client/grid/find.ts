import { matches } from '../ui/search-text.ts';
import type { TreeNode } from './tree.ts';

/** The ids of all rows of a tree, shown or not, whose label or code has every word of the query; in the order of the tree. */
export function findRows(roots: readonly TreeNode[], query: string): string[] {
  if (query.trim() === '') return [];
  const found: string[] = [];
  const visit = (nodes: readonly TreeNode[]): void => {
    for (const { id, label, hint, code, children } of nodes) {
      if (matches(`${label} ${hint ?? ''} ${code ?? ''}`, query)) found.push(id);
      visit(children);
    }
  };
  visit(roots);
  return found;
}

/** The place of the next or previous match, round and round; `undefined` is before the first. */
export function stepMatch(at: number | undefined, count: number, back: boolean): number | undefined {
  if (count === 0) return undefined;
  if (at === undefined) return back ? count - 1 : 0;
  return (at + (back ? -1 : 1) + count) % count;
}
