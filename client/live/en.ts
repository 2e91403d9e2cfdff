import type { Translated } from '../ui/translated.ts';
import type { fr } from './fr.ts';

export const en: Translated<typeof fr> = {
  title: 'Live',
  scope: {
    choose: 'Scope',
    company: 'Company',
  },
  revenue: 'Revenue incl. VAT',
  lastYear: 'vs last year (same time)',
  noLastYear: 'no last year at this time',
  lastYearValue: 'Last year at the same time: {{value}}',
  attainment: '{{rate}} of the objective at this time',
  attainmentOf: '({{value}})',
  noObjective: 'no objective at this time',
  receipts_one: '{{value}} receipt',
  receipts_many: '{{value}} receipts',
  receipts_other: '{{value}} receipts',
  basket: 'basket {{value}}',
  unitsPerReceipt: 'units per receipt {{value}}',
  marginRate: 'margin {{value}}',
  updated: 'Last update at {{time}}',
  updatedOn: 'Last update on {{time}}',
  waiting: 'waiting for the server',
  refused: 'This scope is not open to you.',
  regions: 'Regions',
  stores: 'Stores',
  curve: {
    title: 'Revenue incl. VAT by hour',
    cumulated: 'Cumulated revenue incl. VAT',
    byHour: 'By hour',
    sum: 'Cumulated',
    mode: 'Display of the curve',
    today: 'Today',
    running: 'Current hour',
    lastYear: 'Last year',
    objective: 'Objective',
    hour: '{{hour}}:00',
    label:
      '{{title}}, {{scope}}: today {{today}}, last year over the day {{lastYear}}, objective of the day {{objective}}.',
    failed: 'The curve could not be loaded.',
  },
  empty: {
    title: 'No store yet',
    text: 'Tiles appear as soon as a store has sales, received from its tills or imported from a file.',
    import: 'Import sales',
  },
};
