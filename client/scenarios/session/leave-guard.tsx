import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { useStore } from './use-plan-version.ts';
import type { PlanSession } from './plan-session.ts';

/**
 * Asks before entries are lost that no server has. Inside the app only while nothing can be sent: a page that is left
 * while connected goes on saving by itself.
 */
export function LeaveGuard({ session }: { session: PlanSession }) {
  const { t } = useTranslation('scenarios');
  const { t: tUi } = useTranslation('ui');
  const save = useStore(session.save);
  const pending = 'pending' in save ? save.pending : 0;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      pending > 0 && save.kind !== 'saving' && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (pending === 0) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [pending]);

  const stay = (): void => blocker.reset?.();
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={stay}
      title={t('save.leaveTitle')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <Text size="sm">{t('save.leaveText', { count: pending })}</Text>
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t('save.leave')}
        </Button>
        <Button onClick={stay} data-autofocus>
          {t('save.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
