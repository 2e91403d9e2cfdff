import { createContext, use, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './page-header.module.css';

/** The place in the shell's header where the page writes its title; null until the shell is mounted. */
export const PageHeaderSlot = createContext<HTMLElement | null>(null);

export interface Crumb {
  label: string;
  /** Address of a step above; absent on the page itself. */
  to?: string;
}

interface Props {
  /** From the screen down to where one is; the last one is the title of the page. */
  crumbs: readonly [Crumb, ...Crumb[]];
  /** Scope and filters, beside the title. */
  children?: ReactNode;
  /** The one primary action, and what goes with it, at the right. */
  actions?: ReactNode;
}

/** Title, breadcrumb, scope and primary action of a page, shown in the shell's header and in the tab's title. */
export function PageHeader({ crumbs, children, actions }: Props) {
  const { t } = useTranslation('ui');
  const slot = use(PageHeaderSlot);
  const title = crumbs[crumbs.length - 1]?.label ?? '';
  const header = (
    <div className={styles['header']}>
      <nav aria-label={t('breadcrumb')} className={styles['crumbs']}>
        {crumbs.slice(0, -1).map((crumb) => (
          <span key={crumb.label} className={styles['step']}>
            {crumb.to === undefined ? crumb.label : <Link to={crumb.to}>{crumb.label}</Link>}
            <span aria-hidden className={styles['arrow']}>
              ▸
            </span>
          </span>
        ))}
        <h1 className={styles['title']}>{title}</h1>
      </nav>
      {children !== undefined && <div className={styles['scope']}>{children}</div>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
  return (
    <>
      <title>{`${title} · EPM Retail`}</title>
      {slot === null ? null : createPortal(header, slot)}
    </>
  );
}
