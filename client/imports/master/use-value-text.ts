import { useTranslation } from 'react-i18next';
import type { MasterField } from '../../../shared/api/master-imports.ts';
import { useLanguage } from '../../ui/language.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { valueText } from './value-text.ts';

const EVENTS = ['ouverture', 'fermeture', 'fermeture_temporaire', 'travaux', 'surface'] as const;

export function useValueText(): (field: MasterField, value: string | null) => string {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const formats = useFormats();
  const event = (code: string) => {
    const known = EVENTS.find((name) => name === code);
    return known === undefined ? code : t(`master.event.${known}`);
  };
  const words = { language, formats, always: t('master.always'), event };
  return (field, value) => valueText(field, value, words);
}
