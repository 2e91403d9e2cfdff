import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { frenchSpacing } from '../ui/french-spacing.ts';
import { asLanguage, type Language } from '../ui/language.ts';
import { readSetting, writeSetting } from '../ui/settings.ts';

const LANGUAGE_KEY = 'epm.language';

/** Every folder of the client is a namespace by its name: `fr.ts` exports `fr`, `en.ts` exports `en`, loaded on first use. */
const files = import.meta.glob<Record<string, Record<string, unknown>>>('/*/{fr,en}.ts');

const folders: BackendModule = {
  type: 'backend',
  init: () => undefined,
  // i18next takes a promise where the type asks for a callback; a failed import is its own error.
  read: (async (language: string, namespace: string) => {
    const load = files[`/${namespace}/${language}.ts`];
    if (load === undefined) throw new Error(`no texts ${namespace}/${language}`);
    const texts = (await load())[language];
    return language === 'fr' ? frenchSpacing(texts) : texts;
  }) as BackendModule['read'],
};

/** French unless the person chose English on this machine; boot.js reads the same key. */
export function savedLanguage(): Language {
  return asLanguage(readSetting(LANGUAGE_KEY) ?? 'fr');
}

export async function startI18n(language: Language): Promise<void> {
  i18next.on('languageChanged', (name) => {
    document.documentElement.lang = asLanguage(name);
  });
  await i18next
    .use(folders)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: ['app', 'ui'],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      partialBundledLanguages: true,
    });
}

export async function chooseLanguage(language: Language): Promise<void> {
  writeSetting(LANGUAGE_KEY, language);
  await i18next.changeLanguage(language);
}
