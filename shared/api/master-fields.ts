import type { MasterField, MasterKind } from './master-imports.ts';

/** The fields of each kind in the order of its files; those that name a row first. */
export const MASTER_FIELDS: Readonly<Record<MasterKind, readonly MasterField[]>> = {
  regions: ['code', 'name'],
  stores: ['code', 'name', 'region', 'yearlyObjective', 'surface', 'opened', 'closed', 'timeZone'],
  categories: ['code', 'name'],
  vatRates: ['category', 'from', 'rate'],
  products: ['sku', 'name', 'category', 'purchasePrice', 'salePrice'],
  objectives: ['store', 'month', 'amount'],
  charges: ['store', 'month', 'charge', 'amount'],
  events: ['store', 'event', 'start', 'end', 'note'],
};
