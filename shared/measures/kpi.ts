type Text = Readonly<Record<'fr' | 'en', string>>;

export type KpiCode =
  | 'revenueTtc'
  | 'revenueHt'
  | 'receipts'
  | 'basket'
  | 'units'
  | 'unitsPerReceipt'
  | 'averagePrice'
  | 'cost'
  | 'margin'
  | 'marginRate'
  | 'attainment'
  | 'landing'
  | 'vsLastYear';

/** How a figure is named, explained on hover, and shown. */
export interface Kpi {
  code: KpiCode;
  label: Text;
  formula: Text;
  /** fraction: 0.381 is shown as 38,1 %; variation is the same with its sign. */
  unit: 'euro' | 'count' | 'ratio' | 'fraction' | 'variation';
  decimals: number;
  /** How two values differ: in percent of the other, or in points for what is a percentage already. */
  gap: 'percent' | 'points';
}

const money = { unit: 'euro', decimals: 2, gap: 'percent' } as const;
const count = { unit: 'count', decimals: 0, gap: 'percent' } as const;
const rate = { unit: 'fraction', decimals: 1, gap: 'points' } as const;

/** In the order in which screens list them. */
export const KPIS: readonly Kpi[] = [
  {
    code: 'revenueTtc',
    label: { fr: 'CA TTC', en: 'Revenue incl. VAT' },
    formula: { fr: 'Σ quantité × prix unitaire TTC', en: 'Σ quantity × unit price incl. VAT' },
    ...money,
  },
  {
    code: 'revenueHt',
    label: { fr: 'CA HT', en: 'Revenue excl. VAT' },
    formula: {
      fr: 'Σ montant TTC ÷ (1 + taux de TVA du jour), ligne par ligne',
      en: 'Σ amount incl. VAT ÷ (1 + VAT rate of the day), line by line',
    },
    ...money,
  },
  {
    code: 'receipts',
    label: { fr: 'Tickets', en: 'Receipts' },
    formula: {
      fr: 'Tickets avec au moins une ligne de quantité positive',
      en: 'Receipts with at least one line of positive quantity',
    },
    ...count,
  },
  {
    code: 'basket',
    label: { fr: 'Panier moyen', en: 'Average basket' },
    formula: { fr: 'CA TTC ÷ tickets', en: 'Revenue incl. VAT ÷ receipts' },
    ...money,
  },
  {
    code: 'units',
    label: { fr: 'Articles', en: 'Units' },
    formula: { fr: 'Σ quantité, retours déduits', en: 'Σ quantity, net of returns' },
    ...count,
  },
  {
    code: 'unitsPerReceipt',
    label: { fr: 'Indice de vente (IV)', en: 'Units per receipt' },
    formula: { fr: 'articles ÷ tickets', en: 'units ÷ receipts' },
    unit: 'ratio',
    decimals: 1,
    gap: 'percent',
  },
  {
    code: 'averagePrice',
    label: { fr: 'Prix moyen article', en: 'Average unit price' },
    formula: { fr: 'CA TTC ÷ articles', en: 'Revenue incl. VAT ÷ units' },
    ...money,
  },
  {
    code: 'cost',
    label: { fr: 'Coût', en: 'Cost' },
    formula: {
      fr: "Σ quantité × prix d'achat HT au moment de la vente",
      en: 'Σ quantity × purchase price excl. VAT at the time of sale',
    },
    ...money,
  },
  {
    code: 'margin',
    label: { fr: 'Marge brute', en: 'Gross margin' },
    formula: { fr: 'CA HT − coût', en: 'Revenue excl. VAT − cost' },
    ...money,
  },
  {
    code: 'marginRate',
    label: { fr: 'Taux de marque', en: 'Margin rate' },
    formula: { fr: 'marge brute ÷ CA HT', en: 'gross margin ÷ revenue excl. VAT' },
    ...rate,
  },
  {
    code: 'attainment',
    label: { fr: "Taux d'atteinte", en: 'Attainment' },
    formula: {
      fr: 'CA TTC ÷ objectif à date, au prorata des poids des jours du magasin',
      en: 'Revenue incl. VAT ÷ objective to date, prorated by the day weights of the store',
    },
    ...rate,
  },
  {
    code: 'landing',
    label: { fr: 'Atterrissage', en: 'Landing' },
    formula: { fr: 'réel à date + plan du reste à faire', en: 'actual to date + plan of what remains' },
    ...money,
  },
  {
    code: 'vsLastYear',
    label: { fr: 'R/N-1', en: 'vs last year' },
    formula: {
      fr: 'CA TTC ÷ CA TTC du même jour de semaine N-1 (−364 jours), à la même heure, − 1',
      en: 'Revenue incl. VAT ÷ that of the same weekday last year (−364 days), at the same time, − 1',
    },
    unit: 'variation',
    decimals: 1,
    gap: 'points',
  },
];

const BY_CODE: ReadonlyMap<string, Kpi> = new Map(KPIS.map((kpi) => [kpi.code, kpi]));

/** The definition of a KPI; a code outside KpiCode is a programming error. */
export function kpi(code: KpiCode): Kpi {
  const found = BY_CODE.get(code);
  if (!found) throw new RangeError(`no KPI is called ${code}`);
  return found;
}
