import { Button, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/api/alerts.ts';

interface Props {
  alert: Alert;
  onChange: () => void;
  /** Undefined while it is being done. */
  onTry: (() => void) | undefined;
  onDelete: (() => void) | undefined;
}

/** What its owner may do with an alert. */
export function AlertActions({ alert, onChange, onTry, onDelete }: Props) {
  const { t } = useTranslation('live');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" aria-label={t('alerts.actionsOf', { name: alert.name })}>
          <Ellipsis size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onChange}>{t('alerts.edit')}</Menu.Item>
        {alert.webhook !== null && (
          <Menu.Item onClick={onTry} disabled={onTry === undefined}>
            {t('alerts.trial')}
          </Menu.Item>
        )}
        <Menu.Item color="var(--error)" onClick={onDelete} disabled={onDelete === undefined}>
          {t('alerts.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
