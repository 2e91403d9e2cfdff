import { Button } from '@mantine/core';
import { RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { EmptyState } from '../ui/states.tsx';
import { useReloadWhenBack } from './use-reload-when-back.ts';

/** A page that threw. The usual cause is a part that does not load: the server is away, or serves a newer build. */
export function Crash() {
  const { t } = useTranslation('ui');
  const error = useRouteError();
  // Browsers word a failed import each in their own way; Vite throws an error of its own for styles.
  const notLoaded = error instanceof Error && /import|module|fetch|preload/i.test(error.message);
  useReloadWhenBack(notLoaded);
  return (
    <EmptyState
      icon={TriangleAlert}
      title={t('crash.title')}
      text={notLoaded ? t('crash.stale') : t('crash.text')}
      actions={
        <Button variant="default" leftSection={<RotateCw size={14} />} onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      }
    />
  );
}
