import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';
import { NotFound } from '../ui/states.tsx';

/** An address no screen answers to. */
export function NowherePage() {
  const { t } = useTranslation('ui');
  return (
    <>
      <PageHeader crumbs={[{ label: t('notFound.title') }]} />
      <NotFound />
    </>
  );
}
