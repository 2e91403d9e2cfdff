import type { WatchableScope } from '../../../shared/api/kpi.ts';
import type { ScopeTree } from '../scope-tree.ts';

/** What a wall screen shows, all of it in its address, so that a screen that starts alone starts with it. */
export interface WallAddress {
  /** The scope whose parts are shown after it: the company with its regions, a region with its stores. */
  readonly of: string | undefined;
  /** Those of them that were chosen; empty: all. */
  readonly chosen: readonly string[];
  /** The scope it was stopped at. */
  readonly held: string | undefined;
  readonly theme: 'dark' | 'light';
}

export const WALL_PATH = '/direct/ecran';

export function readWallAddress(parameters: URLSearchParams): WallAddress {
  return {
    of: parameters.get('of') ?? undefined,
    chosen: (parameters.get('scopes') ?? '').split(',').filter((scope) => scope !== ''),
    held: parameters.get('hold') ?? undefined,
    theme: parameters.get('theme') === 'light' ? 'light' : 'dark',
  };
}

export function wallSearch({ of, chosen, held, theme }: WallAddress): string {
  const parameters = new URLSearchParams();
  if (of !== undefined) parameters.set('of', of);
  if (chosen.length > 0) parameters.set('scopes', chosen.join(','));
  if (held !== undefined) parameters.set('hold', held);
  if (theme === 'light') parameters.set('theme', theme);
  return parameters.toString();
}

/** The whole of a scope: itself, then what it is made of. */
export function partsOf(tree: ScopeTree, of: string | undefined): readonly WatchableScope[] {
  const whole = of === undefined ? tree.root : tree.find(of);
  return whole === undefined ? [] : [whole, ...tree.childrenOf(whole.scope)];
}

/** The scopes in turn. Empty: nothing of it exists or is open to this user. */
export function wallScopes(tree: ScopeTree, { of, chosen }: WallAddress): readonly WatchableScope[] {
  if (chosen.length === 0) return partsOf(tree, of);
  return chosen.flatMap((scope) => tree.find(scope) ?? []);
}
