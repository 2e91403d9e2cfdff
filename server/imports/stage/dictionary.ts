import { createHash } from 'node:crypto';
import { ImportFailure } from '../failure.ts';
import { ownText } from '../own-text.ts';

export interface ProductEntry {
  sku: string;
  name: string;
  /** Number of the category in `categories`; -1 when the file names none. */
  category: number;
  /** Last unit price seen on a line of positive quantity, as given. */
  price: string;
}

/** The stores, products and categories a file names, each with a small number that stands for it in the staged rows. */
export interface Dictionary {
  stores: string[];
  categories: string[];
  products: ProductEntry[];
  /** Region the file gives for a store, by the number of the store. */
  storeRegions: Map<number, string>;
  store(text: string, region: string): number;
  category(text: string): number;
  product(sku: string, name: string, category: number): number;
}

/** More than any chain sells: the column is not what it was taken for. */
const MAX_PRODUCTS = 500_000;
const MAX_SKU = 100;
const MAX_NAME = 500;

export function createDictionary(): Dictionary {
  const storeNumbers = new Map<string, number>();
  const categoryNumbers = new Map<string, number>();
  const productNumbers = new Map<string, number>();
  const dictionary: Dictionary = {
    stores: [],
    categories: [],
    products: [],
    storeRegions: new Map(),
    store(text, region) {
      const number = numberOf(storeNumbers, dictionary.stores, text);
      if (region !== '' && !dictionary.storeRegions.has(number)) dictionary.storeRegions.set(number, ownText(region));
      return number;
    },
    category: (text) => (text === '' ? -1 : numberOf(categoryNumbers, dictionary.categories, text)),
    product(sku, name, category) {
      const known = productNumbers.get(sku);
      if (known !== undefined) {
        const entry = dictionary.products[known];
        if (entry && entry.name === '' && name !== '') entry.name = ownText(name.slice(0, MAX_NAME));
        if (entry && entry.category < 0) entry.category = category;
        return known;
      }
      const number = dictionary.products.length;
      if (number >= MAX_PRODUCTS) throw tooManyProducts();
      const own = ownText(sku);
      productNumbers.set(own, number);
      dictionary.products.push({ sku: own, name: ownText(name.slice(0, MAX_NAME)), category, price: '' });
      return number;
    },
  };
  return dictionary;
}

/** The sku of a product that is known by a name only; long names keep their beginning and a sum of the whole. */
export function skuOfName(name: string): string {
  return name.length <= MAX_SKU
    ? name
    : `${name.slice(0, MAX_SKU - 17)}~${createHash('md5').update(name).digest('hex').slice(0, 16)}`;
}

function numberOf(numbers: Map<string, number>, texts: string[], text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  const own = ownText(text);
  const number = texts.length;
  if (number >= MAX_PRODUCTS) throw tooManyProducts();
  numbers.set(own, number);
  texts.push(own);
  return number;
}

const tooManyProducts = () =>
  new ImportFailure(
    'too_many_products',
    'The file names more than 500,000 different products, categories or stores. Check which columns they were taken from.',
  );
