/** The measures of a plan; what each means and what an edit of it changes is told in planning/values.ts. */
export const MEASURES = [
  'qte',
  'ca_ttc',
  'ca_ht',
  'prix',
  'cout_u',
  'cout',
  'marge',
  'taux_marque',
  'charges',
  'resultat',
] as const;

/** `charges` stands for `charges:<kind>`, one measure per kind. */
export type MeasureCode = (typeof MEASURES)[number];

/** Measures whose value is a sum over leaves and which an edit may therefore spread and hold. */
export type AdditiveMeasure = 'qte' | 'ca_ttc' | 'ca_ht' | 'charges';

/** Measures that an edit scales by one factor over the whole block. */
export type RateMeasure = 'prix' | 'cout_u';

const CODES: ReadonlySet<string> = new Set(MEASURES);
const ADDITIVE: ReadonlySet<string> = new Set<AdditiveMeasure>(['qte', 'ca_ttc', 'ca_ht', 'charges']);
const RATES: ReadonlySet<string> = new Set<RateMeasure>(['prix', 'cout_u']);

export const isMeasureCode = (code: string): code is MeasureCode => CODES.has(code);
export const isAdditive = (code: MeasureCode): code is AdditiveMeasure => ADDITIVE.has(code);
export const isRate = (code: MeasureCode): code is RateMeasure => RATES.has(code);
export const isEditable = (code: MeasureCode): code is AdditiveMeasure | RateMeasure =>
  isAdditive(code) || isRate(code);

/** Known for all categories together only: nothing says how rent belongs to one of them. */
export const isStoreLevel = (code: MeasureCode): boolean => code === 'charges' || code === 'resultat';
