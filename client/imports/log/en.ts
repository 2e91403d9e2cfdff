import { memories } from '../memories/en.ts';
import type { log as french } from './fr.ts';
import type { Translated } from '../../ui/translated.ts';

export const log: Translated<typeof french> = {
  memories,
  filter: {
    label: 'Filter imports',
    all: 'All',
    open: 'Running',
    asking: 'To answer',
    done: 'Imported',
    failed: 'Came to nothing',
    search: 'File or author',
    none: 'No import matches this filter.',
  },
  logged: {
    duration: 'Duration',
    seconds: '{{n}} s',
    minutes: '{{m}} min {{s}} s',
    sheet: 'sheet {{name}}',
    like: 'read like “{{name}}”',
  },
  remembered: {
    text: 'Read like “{{name}}” on {{when}}, imported by {{author}}.',
    change:
      'Correct below what has changed: the next file will follow. A store given for the whole file will be asked again, and the choice for unknown names holds for this file only.',
    forget: 'Forget this reading',
    forgotten: 'Forgotten: the next file with these columns will be understood without memory.',
    failed: 'The reading could not be forgotten. Try again in a moment.',
  },
  author: {
    folder: 'Watched folder',
    command: 'Command line',
  },
};
