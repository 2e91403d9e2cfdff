import type { Translated } from '../../ui/translated.ts';
import type { fr } from './fr.ts';

export const en: Translated<typeof fr> = {
  with: 'Compare with',
  level: 'Rows',
  region: 'Regions',
  store: 'Stores',
  lastYear: 'Last year',
  versions: 'Versions of this scenario',
  scenarios: 'Base of another scenario',
  none: 'Nothing to compare with: no previous year, no saved version, no other scenario.',
  row: 'Scope',
  plan: 'Plan',
  gap: 'Gap',
  share: 'Gap %',
  sort: 'Sort by {{column}}',
  table: '{{measure}}, {{period}}: plan and {{reference}}',
  loading: 'Reading the comparison…',
  otherTree: '{{name}} does not have the same stores or categories: rows cannot be compared one by one.',
  failed: 'The comparison could not be read: close the panel and open it again.',
};
