import type { Translated } from '../../ui/translated.ts';
import type { fr } from './fr.ts';

export const en: Translated<typeof fr> = {
  sum: 'landing: {{total}} = actual {{actual}} + remaining {{remaining}}',
  rate: 'landing: {{total}} (actual {{actual}}, remaining {{remaining}})',
  read: 'Actual of the month read at {{at}}; what remains is the part of the plan for the days to come.',
};
