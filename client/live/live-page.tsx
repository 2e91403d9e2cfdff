import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';

export function LivePage() {
  const { t } = useTranslation('live');
  return <PageHeader crumbs={[{ label: t('title') }]} />;
}
