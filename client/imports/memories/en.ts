import type { Translated } from '../../ui/translated.ts';
import type { memories as french } from './fr.ts';

export const memories: Translated<typeof french> = {
  tab: 'Remembered readings',
  shortTab: 'Readings',
  intro:
    'Each imported file of sales shows how to read the next one with the same columns. Delete a reading to have the next one understood without memory.',
  caption: 'Remembered readings, latest first',
  empty: {
    title: 'No remembered readings',
    text: 'The first one appears as soon as a file of sales with a header was imported.',
  },
  source: 'Source',
  read: 'What is read',
  by: 'Last imported by',
  when: 'Last used',
  buttons: 'Actions',
  buttonsOf: 'Actions for “{{name}}”',
  lastFile: 'last file: {{name}}',
  columns_one: '{{n}} column',
  columns_many: '{{n}} columns',
  columns_other: '{{n}} columns',
  sheet: 'sheet “{{name}}”',
  store: 'store {{code}}',
  rename: {
    action: 'Rename',
    title: 'Rename the reading',
    label: 'Name',
    hint: 'Without a name it goes by its last file.',
    cancel: 'Cancel',
    confirm: 'Save',
  },
  forget: {
    action: 'Delete',
    title: 'Delete this reading',
    text: 'The next file with the columns of “{{name}}” will be understood without memory. Sales that are imported stay.',
    keep: 'Keep',
    confirm: 'Delete',
  },
  gone: 'This reading does not exist any more: somebody deleted it, or its import was undone.',
};
