import { CloseButton } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './side-panel.module.css';
import { useKeptFocus } from '../use-kept-focus.ts';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** What of the plan it is about, such as the cell. */
  readonly about?: string;
  readonly onClose: () => void;
  readonly testid: string;
  readonly children: ReactNode;
}

/** The frame of what stands beside the grid. */
export function SidePanel({ title, about, onClose, testid, children }: Props) {
  const { t } = useTranslation('scenarios');
  const panel = useRef<HTMLElement>(null);
  useKeptFocus(panel);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={styles['panel']}
      aria-label={about === undefined ? title : `${title} · ${about}`}
      data-testid={testid}
    >
      <header className={styles['header']}>
        <div className={styles['heading']}>
          <h2 className={styles['title']}>{title}</h2>
          {about !== undefined && <p className={styles['about']}>{about}</p>}
        </div>
        <CloseButton size="sm" aria-label={t('panel.close')} onClick={onClose} data-testid="panel-close" />
      </header>
      <div className={styles['body']}>{children}</div>
    </section>
  );
}
