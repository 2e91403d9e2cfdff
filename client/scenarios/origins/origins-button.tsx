import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OriginsDialog } from './origins-dialog.tsx';
import type { Plan } from '../plan.ts';

/** In the header of an open scenario: where its figures come from. */
export function OriginsButton({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('scenarios');
  const [opened, dialog] = useDisclosure(false);
  const label = t('origins.open');
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label={label}
        aria-haspopup="dialog"
        title={label}
        onClick={dialog.open}
        data-testid="origins-open"
      >
        <Info size={16} aria-hidden />
      </ActionIcon>
      <OriginsDialog plan={plan} opened={opened} onClose={dialog.close} />
    </>
  );
}
