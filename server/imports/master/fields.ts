import type { MasterField } from '../../../shared/api/master-imports.ts';
import type { FieldSpec } from './spec.ts';

/** Plans address stores and categories by code: | : * and spaces would break the address of a cell. */
export const PLAN_CODE = /^[^|:*\s\p{Cc}]{1,40}$/u;

export const nameField = (words: string, example: string, max = 200): FieldSpec => ({
  field: 'name',
  cell: { kind: 'text', max },
  column: 'nom',
  sql: 'text',
  needed: true,
  header: 'nom',
  words: `libelle|designation|intitule|name|label|${words}`,
  example,
});
export const codeField = (header: string, pattern: RegExp, words: string, example: string): FieldSpec => ({
  field: 'code',
  cell: { kind: 'code', pattern },
  column: 'code',
  sql: 'text',
  key: true,
  header,
  words: `code|${words}`,
  example,
});
export const STORE_WORDS =
  'magasin|code magasin|no magasin|numero magasin|id magasin|boutique|point de vente|pdv|store|store code|store id|shop';
export const CATEGORY_WORDS = 'categorie|code categorie|rayon|code rayon|famille|category|category code|department';
export const storeKey: FieldSpec = {
  field: 'store',
  cell: { kind: 'parent', table: 'magasins', unknown: 'store_unknown' },
  column: 'magasin_id',
  sql: 'integer',
  key: true,
  header: 'magasin',
  words: STORE_WORDS,
  example: 'M001',
};
export const monthKey: FieldSpec = {
  field: 'month',
  cell: { kind: 'month' },
  column: 'mois',
  sql: 'date',
  key: true,
  header: 'mois',
  words: 'month|periode|period|date',
  example: '2027-01',
};
export const categoryField = (key: { key: true } | { needed: true }): FieldSpec => ({
  field: 'category',
  cell: { kind: 'parent', table: 'categories', unknown: 'category_unknown' },
  column: 'categorie_id',
  sql: 'integer',
  ...key,
  header: 'categorie',
  words: CATEGORY_WORDS,
  example: 'EPIC',
});
export const priceField = (
  field: MasterField,
  column: string,
  header: string,
  words: string,
  example: string,
): FieldSpec => ({
  field,
  cell: { kind: 'money', scale: 4, negative: false },
  column,
  sql: 'numeric',
  initial: '0',
  header,
  words,
  example,
});
export const dayField = (
  field: MasterField,
  column: string,
  header: string,
  words: string,
  example: string,
): FieldSpec => ({
  field,
  cell: { kind: 'day' },
  column,
  sql: 'date',
  clearable: true,
  header,
  words,
  example,
});
