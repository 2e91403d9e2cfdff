import { describe, expect, it } from 'vitest';
import { scopeTree } from './scope-tree.ts';

const company = { scope: 'company', name: 'Enseigne' };
const idf = { scope: 'region:IDF', name: 'Île-de-France', parent: 'company' };
const bre = { scope: 'region:BRE', name: 'Bretagne', parent: 'company' };
const paris = { scope: 'store:M001', name: 'Paris Rivoli', parent: 'region:IDF' };

describe('tree of watchable scopes', () => {
  it('goes from the company down to stores', () => {
    const tree = scopeTree([company, idf, bre, paris]);
    expect(tree.root).toBe(company);
    expect(tree.childrenOf('company')).toEqual([idf, bre]);
    expect(tree.wholes()).toEqual([company, idf]);
    expect(tree.pathTo('store:M001')).toEqual([company, idf, paris]);
  });

  it('starts at the region of who sees one region', () => {
    const tree = scopeTree([idf, paris]);
    expect(tree.root).toBe(idf);
    expect(tree.pathTo('store:M001')).toEqual([idf, paris]);
  });

  it('has nothing for a scope outside the list, and nothing in an empty list', () => {
    expect(scopeTree([idf]).find('store:M999')).toBeUndefined();
    expect(scopeTree([idf]).pathTo('store:M999')).toEqual([]);
    expect(scopeTree([]).root).toBeUndefined();
  });
});
