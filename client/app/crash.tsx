import { Button } from '@mantine/core';
import { RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { EmptyState } from '../ui/states.tsx';

/** A page that threw. After a new deployment the usual cause is a part of the old build that is no longer served. */
export function Crash() {
  const { t } = useTranslation('ui');
  const error = useRouteError();
  const stale = error instanceof TypeError && /import|module|fetch/i.test(error.message);
  return (
    <EmptyState
      icon={TriangleAlert}
      title={t('crash.title')}
      text={stale ? t('crash.stale') : t('crash.text')}
      actions={
        <Button variant="default" leftSection={<RotateCw size={14} />} onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      }
    />
  );
}
