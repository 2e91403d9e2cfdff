import { useTranslation } from 'react-i18next';

export type Language = 'fr' | 'en';

export function asLanguage(name: string): Language {
  return name.startsWith('en') ? 'en' : 'fr';
}

/** The language the interface is shown in. */
export function useLanguage(): Language {
  return asLanguage(useTranslation('ui').i18n.language);
}
