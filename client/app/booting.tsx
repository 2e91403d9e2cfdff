import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** While the first page's code or the session is on its way. */
export function Booting() {
  const { t } = useTranslation('app');
  return (
    <output style={{ display: 'grid', placeItems: 'center', height: '100%' }}>
      <Loader size="sm" color="accent" aria-hidden />
      <span className="visually-hidden">{t('loading')}</span>
    </output>
  );
}
