import type { Translated } from '../ui/translated.ts';
import type { fr } from './fr.ts';

export const en: Translated<typeof fr> = {
  title: 'Imports',
};
