import type { WatchableScope } from '../../shared/api/kpi.ts';

/** The scopes a user may watch, as a tree: company, its regions, their stores; or one region and its stores. */
export interface ScopeTree {
  readonly root: WatchableScope | undefined;
  /** undefined: not among those the user may watch. */
  find: (scope: string) => WatchableScope | undefined;
  childrenOf: (scope: string) => readonly WatchableScope[];
  /** Scopes that are made of others. */
  wholes: () => readonly WatchableScope[];
  /** From the root to the scope, both included. */
  pathTo: (scope: string) => readonly WatchableScope[];
}

export function scopeTree(items: readonly WatchableScope[]): ScopeTree {
  const byScope = new Map(items.map((item) => [item.scope, item]));
  const children = new Map<string, WatchableScope[]>();
  for (const item of items) {
    if (item.parent === undefined) continue;
    const siblings = children.get(item.parent);
    if (siblings === undefined) children.set(item.parent, [item]);
    else siblings.push(item);
  }
  const parentOf = (item: WatchableScope) => (item.parent === undefined ? undefined : byScope.get(item.parent));
  return {
    // A region's manager has no company in his list: his region's parent is not there.
    root: items.find((item) => parentOf(item) === undefined),
    find: (scope) => byScope.get(scope),
    childrenOf: (scope) => children.get(scope) ?? [],
    wholes: () => items.filter(({ scope }) => children.has(scope)),
    pathTo: (scope) => {
      const path: WatchableScope[] = [];
      let item = byScope.get(scope);
      while (item !== undefined && !path.includes(item)) {
        path.unshift(item);
        item = parentOf(item);
      }
      return path;
    },
  };
}
