import { monthText } from '../../../shared/calendar/date-text.ts';
import { storeOfOrg } from '../../../shared/hierarchy/hierarchy.ts';
import { parseCell } from '../../../shared/hierarchy/address.ts';
import type { Cell } from '../../../shared/hierarchy/address.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';
import type { TFunction } from 'i18next';

export type Words = TFunction<'scenarios'>;

/** Names of what a plan is made of, in the language of the interface. */
export interface PlanWords {
  readonly measure: (measure: Pick<Cell, 'measure' | 'charge'>) => string;
  readonly period: (period: number) => string;
  /** « CA TTC · Paris Rivoli · Épicerie · mars 2027 » */
  readonly cell: (address: string) => string;
  /** « Paris Rivoli · Épicerie » of a row of the grid. */
  readonly row: (row: string) => string;
  /** The same without the measure. */
  readonly place: (cell: Cell) => string;
}

export function planWords(hierarchy: Hierarchy, t: Words, locale: Locale): PlanWords {
  const measure = ({ measure: code, charge }: Pick<Cell, 'measure' | 'charge'>): string =>
    code === 'charges' ? t('measure.charges', { name: hierarchy.charges[charge]?.name ?? '' }) : t(`measure.${code}`);
  const orgName = (index: number): string => {
    if (index === 0) return t('page.company');
    const region = hierarchy.regions[index - 1];
    return region?.name ?? hierarchy.stores[storeOfOrg(hierarchy, index)]?.name ?? '';
  };
  const period = (index: number): string => {
    const id = hierarchy.periods[index] ?? '';
    if (index === 0) return id;
    return index <= 4 ? `${t('gridLabels.quarter', { quarter: index })} ${hierarchy.year}` : monthText(id, locale);
  };
  const scope = (org: number, category: number): string[] => [
    orgName(org),
    ...(category === 0 ? [] : [hierarchy.categories[category - 1]?.name ?? '']),
  ];
  const place = (cell: Cell): string => [...scope(cell.org, cell.category), period(cell.period)].join(' · ');
  return {
    measure,
    period,
    place,
    row: (row) => {
      const [org = '', category = ''] = row.split('|');
      return scope(hierarchy.orgIndex.get(org) ?? 0, hierarchy.catIndex.get(category) ?? 0).join(' · ');
    },
    cell: (address) => {
      const parsed = parseCell(hierarchy, address);
      return parsed.ok ? `${measure(parsed.cell)} · ${place(parsed.cell)}` : address;
    },
  };
}
