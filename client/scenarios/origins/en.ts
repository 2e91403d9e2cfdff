import type { Translated } from '../../ui/translated.ts';
import type { fr } from './fr.ts';

export const en: Translated<typeof fr> = {
  open: 'Where these figures come from',
  close: 'Close',
  created: 'This scenario starts from the last known actual of each month.',
  createdFrom: 'This scenario starts from the values of “{{name}}”.',
  copied_one: '{{count}} store has no history.',
  copied_many: '{{count}} stores have no history.',
  copied_other: '{{count}} stores have no history.',
  leftOut_one: '{{count}} negative starting value was set to zero.',
  leftOut_many: '{{count}} negative starting values were set to zero.',
  leftOut_other: '{{count}} negative starting values were set to zero.',
  months: {
    title: 'Month by month',
    intro:
      'The sales each month comes from, by store and category. If this scenario starts from another one, they are those the other started from.',
    closed: 'actual, closed month',
    nothing: 'no known sales',
  },
  stores: {
    title: 'Stores without history',
    none: 'No store took the profile of another one.',
    store: 'profile of {{name}}',
    region_one: 'the store of {{name}} that has a history',
    region_many: 'average of the {{count}} stores of {{name}} that have a history',
    region_other: 'average of the {{count}} stores of {{name}} that have a history',
    nothing: 'zero: no store of its region has a history. Enter its quantities.',
  },
  dropped: {
    title: 'Set to zero',
    none: 'Nothing was set to zero when this scenario was made.',
    text_one:
      'In {{count}} case (store, category and month), returns exceed sales. A starting quantity cannot be negative: it is set to zero.',
    text_many:
      'In {{count}} cases (store, category and month), returns exceed sales. A starting quantity cannot be negative: it is set to zero.',
    text_other:
      'In {{count}} cases (store, category and month), returns exceed sales. A starting quantity cannot be negative: it is set to zero.',
    total: 'So the starting totals differ from the actuals by:',
    where_one: 'Concerns {{count}} store.',
    where_many: 'Concerns {{count}} stores.',
    where_other: 'Concerns {{count}} stores.',
  },
};
