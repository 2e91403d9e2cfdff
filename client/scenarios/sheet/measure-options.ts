import { isStoreLevel } from '../../../shared/hierarchy/measure.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { MeasureCode } from '../../../shared/hierarchy/measure.ts';

/** What the grid can show: a measure, or one kind of charges. `id` is the first part of a cell's address. */
export interface MeasureOption {
  readonly id: string;
  readonly measure: MeasureCode;
  readonly charge: number;
  /** Whether it exists per category. */
  readonly byCategory: boolean;
}

/** In the order people plan: revenue, what makes it, what it leaves. */
const ORDER: readonly MeasureCode[] = [
  'ca_ttc',
  'ca_ht',
  'qte',
  'prix',
  'cout_u',
  'cout',
  'marge',
  'taux_marque',
  'charges',
  'resultat',
];

export function measureOptions({ charges }: Hierarchy): MeasureOption[] {
  return ORDER.flatMap((measure): MeasureOption[] => {
    const byCategory = !isStoreLevel(measure);
    if (measure !== 'charges') return [{ id: measure, measure, charge: -1, byCategory }];
    return charges.map(({ code }, charge) => ({ id: `charges:${code}`, measure, charge, byCategory }));
  });
}
