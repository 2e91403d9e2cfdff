import { Button } from '@mantine/core';
import { CloudOff, Compass, Inbox, Lock, RotateCw, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './states.module.css';

interface StateProps {
  icon?: LucideIcon;
  title: string;
  text?: ReactNode;
  /** One or two buttons: what to do now. */
  actions?: ReactNode;
}

/** A screen or panel without content: what it would hold, and how to get there. */
export function EmptyState({ icon: Icon = Inbox, title, text, actions }: StateProps) {
  return (
    <section className={styles['state']}>
      <span className={styles['icon']} aria-hidden>
        <Icon size={20} />
      </span>
      <h2 className={styles['title']}>{title}</h2>
      {text !== undefined && <p className={styles['text']}>{text}</p>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </section>
  );
}

interface ErrorStateProps {
  title?: string;
  /** What happened and what it means for the user's data. */
  text: string;
  /** A stable code to quote to an administrator. */
  code?: string | undefined;
  onRetry?: (() => void) | undefined;
}

export function ErrorState({ title, text, code, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  return (
    <section className={styles['state']} role="alert">
      <span className={`${styles['icon']} ${styles['error']}`} aria-hidden>
        <TriangleAlert size={20} />
      </span>
      <h2 className={styles['title']}>{title ?? t('error.title')}</h2>
      <p className={styles['text']}>{text}</p>
      {code !== undefined && <span className={styles['code']}>{t('error.code', { code })}</span>}
      {onRetry !== undefined && (
        <div className={styles['actions']}>
          <Button variant="default" leftSection={<RotateCw size={14} />} onClick={onRetry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </section>
  );
}

export function NoRights() {
  const { t } = useTranslation('ui');
  return <EmptyState icon={Lock} title={t('noRights.title')} text={t('noRights.text')} actions={<HomeLink />} />;
}

export function NotFound() {
  const { t } = useTranslation('ui');
  return <EmptyState icon={Compass} title={t('notFound.title')} text={t('notFound.text')} actions={<HomeLink />} />;
}

export function OfflineState() {
  const { t } = useTranslation('ui');
  return <EmptyState icon={CloudOff} title={t('offline.title')} text={t('offline.text')} />;
}

function HomeLink() {
  const { t } = useTranslation('ui');
  return (
    <Button component={Link} to="/" variant="default">
      {t('notFound.home')}
    </Button>
  );
}
