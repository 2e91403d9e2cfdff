import { z } from 'zod';
import { categorySchema, listOf, productSchema, regionSchema, storeSchema } from '../../shared/api/reference.ts';
import type { Principal } from '../accounts/user.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Reference } from './reference.ts';

const access = { kind: 'can', action: 'reference.read' } as const;
const tag = 'Reference data';
const PRODUCTS_PER_PAGE = 10_000;

const productsQuerySchema = z.object({
  after: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(PRODUCTS_PER_PAGE).default(PRODUCTS_PER_PAGE),
});

export function referenceRoutes(reference: Reference): Route[] {
  const regions = defineRoute({
    method: 'get',
    path: '/api/regions',
    tag,
    summary: 'Regions in the scope of the caller',
    access,
    responses: { 200: { description: 'By code', schema: listOf(regionSchema) } },
    handle: async ({ principal }) => ({ status: 200, body: { items: await reference.regions(regionOf(principal)) } }),
  });
  const stores = defineRoute({
    method: 'get',
    path: '/api/stores',
    tag,
    summary: 'Stores in the scope of the caller',
    access,
    responses: { 200: { description: 'By code', schema: listOf(storeSchema) } },
    handle: async ({ principal }) => ({ status: 200, body: { items: await reference.stores(regionOf(principal)) } }),
  });
  const categories = defineRoute({
    method: 'get',
    path: '/api/categories',
    tag,
    summary: 'Categories of products',
    access,
    responses: { 200: { description: 'By code', schema: listOf(categorySchema) } },
    handle: async () => ({ status: 200, body: { items: await reference.categories() } }),
  });
  const products = defineRoute({
    method: 'get',
    path: '/api/products',
    tag,
    summary: 'Products; more than 10,000 come in pages, each going on after the `next` of the one before',
    access,
    query: productsQuerySchema,
    responses: { 200: { description: 'By SKU', schema: listOf(productSchema) } },
    handle: async ({ query }) => ({ status: 200, body: await reference.products(query) }),
  });
  return [regions, stores, categories, products];
}

/** Whoever reads one region only is shown that one; machine clients and the company see all. */
function regionOf(principal: Principal): string | undefined {
  return principal.kind === 'user' && principal.user.scope.kind === 'region' ? principal.user.scope.code : undefined;
}
