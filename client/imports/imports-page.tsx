import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';

export function ImportsPage() {
  const { t } = useTranslation('imports');
  return <PageHeader crumbs={[{ label: t('title') }]} />;
}
