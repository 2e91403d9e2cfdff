import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { Author } from './author.tsx';
import { Facts } from './facts.tsx';
import { fileSize } from './file-size.ts';

export function FileStep({ item }: { item: Import }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const language = useLanguage();
  return (
    <Facts
      facts={[
        { label: t('file.name'), value: item.fileName },
        { label: t('file.size'), value: fileSize(item.fileSize, language) },
        ...(item.rows > 0 ? [{ label: t('file.rows'), value: formats.count(item.rows) }] : []),
        { label: t('file.by'), value: <Author author={item.author} /> },
        { label: t('file.when'), value: formats.dateTime(item.createdAt) },
      ]}
    />
  );
}
