/** The languages of the interface. */
export type Locale = 'fr' | 'en';

/** French dates and numbers are those of France; English ones are British: day first, euros in front. */
export const LOCALE_TAGS: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };
