import { Button, CloseButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Info } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { readCreated } from './created-from.ts';
import { OriginsDialog } from './origins-dialog.tsx';
import styles from './origins.module.css';
import type { Plan } from '../session/plan.ts';

/** Told once, to whoever has just made the scenario: what it starts from. */
export function OriginsNotice({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('scenarios');
  const { state, search } = useLocation();
  const navigate = useNavigate();
  // The view's own changes of the address take its state away.
  const [created, setCreated] = useState(() => readCreated(state));
  const [opened, dialog] = useDisclosure(false);
  if (!created) return null;
  const { copied, leftOut } = plan.origins;
  const close = (): void => {
    setCreated(undefined);
    void navigate({ search }, { replace: true, state: null });
  };
  return (
    <output className={styles['notice']} data-testid="origins-notice">
      <Info size={16} aria-hidden className={styles['icon']} />
      <span className={styles['told']}>
        {created.from === undefined ? t('origins.created') : t('origins.createdFrom', { name: created.from })}
        {copied.length > 0 && ` ${t('origins.copied', { count: copied.length })}`}
        {leftOut.length > 0 && ` ${t('origins.leftOut', { count: leftOut.length })}`}{' '}
        <Button size="compact-xs" variant="subtle" onClick={dialog.open} data-testid="origins-more">
          {t('origins.open')}
        </Button>
      </span>
      <CloseButton size="sm" aria-label={t('origins.close')} onClick={close} />
      <OriginsDialog plan={plan} opened={opened} onClose={dialog.close} />
    </output>
  );
}
