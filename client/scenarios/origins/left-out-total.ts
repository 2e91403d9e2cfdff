import type { ScenarioModel } from '../../../shared/api/scenarios.ts';

/** What net returns kept out of a starting point, summed up: units, € TTC, € HT; negative where the actuals are lower. */
export interface LeftOutTotal {
  /** Leaves: store × category × month. */
  readonly leaves: number;
  readonly stores: number;
  readonly units: number;
  readonly revenueTtc: number;
  readonly cost: number;
}

export function leftOutTotal(items: ScenarioModel['leftOut']): LeftOutTotal {
  const sum = (of: 'units' | 'revenueTtc' | 'cost'): number => items.reduce((total, item) => total + item[of], 0);
  return {
    leaves: items.length,
    stores: new Set(items.map(({ store }) => store)).size,
    units: sum('units'),
    revenueTtc: sum('revenueTtc'),
    cost: sum('cost'),
  };
}
