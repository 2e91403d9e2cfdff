import { PERIODS } from '../hierarchy/hierarchy.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { MeasureCode } from '../hierarchy/measure.ts';
import type { Totals } from './totals.ts';

/**
 * The value of a measure at a node, after the sums of its leaves:
 * `qte` Σ q · `ca_ttc` Σ q·p · `ca_ht` Σ q·p/(1+VAT) · `prix` ca_ttc / qte · `cout_u` cout / qte · `cout` Σ q·k ·
 * `marge` ca_ht − cout · `taux_marque` marge / ca_ht · `charges` Σ of one kind · `resultat` marge − Σ of all charges.
 * Null where a rate divides by 0.
 * @param charge the kind of charges for the measure `charges`
 */
export function valueAt(
  hierarchy: Hierarchy,
  totals: Totals,
  measure: MeasureCode,
  charge: number,
  org: number,
  category: number,
  period: number,
): number | null {
  const node = (org * hierarchy.cats.length + category) * PERIODS + period;
  const units = totals.units[node]!;
  const ttc = totals.ttc[node]!;
  const ht = totals.ht[node]!;
  const cost = totals.cost[node]!;
  if (measure === 'charges') return totals.charges[(org * hierarchy.charges.length + charge) * PERIODS + period]!;
  if (measure === 'resultat' && category !== 0) return null;
  const charges = measure === 'resultat' ? allCharges(hierarchy, totals, org, period) : 0;
  return measureOf(measure, { units, ttc, ht, cost, charges });
}

export interface Sums {
  readonly units: number;
  readonly ttc: number;
  readonly ht: number;
  readonly cost: number;
  /** Of the one kind asked for; for `resultat` of all kinds. */
  readonly charges: number;
}

/** A measure after the sums it is made of. */
export function measureOf(measure: MeasureCode, { units, ttc, ht, cost, charges }: Sums): number | null {
  switch (measure) {
    case 'qte':
      return units;
    case 'ca_ttc':
      return ttc;
    case 'ca_ht':
      return ht;
    case 'prix':
      return ratio(ttc, units);
    case 'cout_u':
      return ratio(cost, units);
    case 'cout':
      return cost;
    case 'marge':
      return ht - cost;
    case 'taux_marque':
      return ratio(ht - cost, ht);
    case 'charges':
      return charges;
    case 'resultat':
      return ht - cost - charges;
  }
}

function allCharges(hierarchy: Hierarchy, { charges }: Totals, org: number, period: number): number {
  const kinds = hierarchy.charges.length;
  let sum = 0;
  for (let kind = 0; kind < kinds; kind++) sum += charges[(org * kinds + kind) * PERIODS + period]!;
  return sum;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
