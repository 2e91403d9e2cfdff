import { describe, expect, it } from 'vitest';
import { scopeTree } from '../scope-tree.ts';
import { readWallAddress, wallScopes, wallSearch } from './wall-address.ts';

const tree = scopeTree([
  { scope: 'company', name: 'Enseigne' },
  { scope: 'region:IDF', name: 'Île-de-France', parent: 'company' },
  { scope: 'region:BRE', name: 'Bretagne', parent: 'company' },
  { scope: 'store:M001', name: 'Paris Rivoli', parent: 'region:IDF' },
]);
const shown = (search: string) =>
  wallScopes(tree, readWallAddress(new URLSearchParams(search))).map(({ scope }) => scope);

describe('address of a wall screen', () => {
  it('shows everything at hand, one scope with its parts, or the chosen ones', () => {
    expect(shown('')).toEqual(['company', 'region:IDF', 'region:BRE']);
    expect(shown('of=region:IDF')).toEqual(['region:IDF', 'store:M001']);
    expect(shown('of=company&scopes=region:BRE,store:M001')).toEqual(['region:BRE', 'store:M001']);
  });

  it('leaves out what is not there or not open to this user', () => {
    expect(shown('scopes=region:BRE,region:XXX,,')).toEqual(['region:BRE']);
    expect(shown('of=region:XXX')).toEqual([]);
  });

  it('is written as it is read', () => {
    const search = 'of=company&scopes=company%2Cregion%3AIDF&hold=region%3AIDF&theme=light';
    expect(wallSearch(readWallAddress(new URLSearchParams(search)))).toBe(search);
    expect(wallSearch(readWallAddress(new URLSearchParams('theme=dark')))).toBe('');
  });
});
