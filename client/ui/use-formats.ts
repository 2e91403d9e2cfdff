import { createFormats, type Formats } from './format.ts';
import { useLanguage } from './language.ts';

/** Intl objects are costly to make: one set per language for the whole client. */
const made = { fr: createFormats('fr'), en: createFormats('en') };

export function useFormats(): Formats {
  return made[useLanguage()];
}
