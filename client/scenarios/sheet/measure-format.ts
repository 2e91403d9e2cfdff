import { numberFormats } from '../../../shared/numbers/format-number.ts';
import type { MeasureCode } from '../../../shared/hierarchy/measure.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

/** `€`: amounts, shown whole. `unit`: prices, with cents. */
type Kind = 'amount' | 'unit' | 'count' | 'rate';

const KINDS: Readonly<Record<MeasureCode, Kind>> = {
  qte: 'count',
  ca_ttc: 'amount',
  ca_ht: 'amount',
  prix: 'unit',
  cout_u: 'unit',
  cout: 'amount',
  marge: 'amount',
  taux_marque: 'rate',
  charges: 'amount',
  resultat: 'amount',
};

/** In what amounts are shown; typed they are in € always. `c€`: with cents. */
export const SCALES = ['€', 'c€', 'k€', 'M€'] as const;
export type Scale = (typeof SCALES)[number];

const FACTORS: Readonly<Record<Scale, { readonly by: number; readonly digits: number }>> = {
  '€': { by: 1, digits: 0 },
  'c€': { by: 1, digits: 2 },
  'k€': { by: 1e3, digits: 1 },
  'M€': { by: 1e6, digits: 2 },
};

export interface MeasureFormat {
  /** In a cell: no unit, which stands above the grid. */
  readonly cell: (value: number | null) => string;
  /** In the formula bar and in sentences: in full, with its unit. */
  readonly full: (value: number | null) => string;
  /** What an editor starts with: as it would be typed. */
  readonly draft: (value: number | null) => string;
}

export function measureFormat(measure: MeasureCode, locale: Locale, scale: Scale = '€'): MeasureFormat {
  const formats = numberFormats(locale);
  const { by, digits } = FACTORS[scale];
  const typed = (places: number) => (value: number | null) => draftText(value, places, locale);
  switch (KINDS[measure]) {
    case 'count':
      return { cell: formats.count, full: (value) => formats.decimal(value, 2), draft: typed(2) };
    case 'unit':
      return { cell: (value) => formats.decimal(value, 2), full: formats.money, draft: typed(4) };
    case 'rate':
      return { cell: (value) => formats.percent(value), full: (value) => formats.percent(value, 2), draft: typed(4) };
    case 'amount':
      return {
        cell: (value) => formats.decimal(value === null ? null : value / by, digits),
        full: formats.money,
        draft: typed(2),
      };
  }
}

function draftText(value: number | null, digits: number, locale: Locale): string {
  if (value === null) return '';
  const text = String(Number(value.toFixed(digits)));
  return locale === 'fr' ? text.replace('.', ',') : text;
}

/** Whether a measure can be shown in another scale. */
export function isAmount(measure: MeasureCode): boolean {
  return KINDS[measure] === 'amount';
}

/** Unit of a measure as it stands above the grid. */
export function measureUnit(measure: MeasureCode): '€' | '%' | '' {
  const kind = KINDS[measure];
  if (kind === 'count') return '';
  return kind === 'rate' ? '%' : '€';
}
