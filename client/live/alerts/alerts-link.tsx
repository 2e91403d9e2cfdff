import { Button } from '@mantine/core';
import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './alerts.module.css';

export function AlertsLink() {
  const { t } = useTranslation('live');
  return (
    <Button
      component={Link}
      to="/direct/alertes"
      variant="default"
      leftSection={<Bell size={14} />}
      aria-label={t('alerts.title')}
      className={styles['short'] ?? ''}
    >
      <span className={styles['wide']}>{t('alerts.title')}</span>
    </Button>
  );
}
