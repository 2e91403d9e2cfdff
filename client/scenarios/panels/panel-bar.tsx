import { Button } from '@mantine/core';
import { ChartColumn, FlaskConical, GitCompareArrows, History, MessageSquare } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './panel-bar.module.css';
import { PANELS } from './panels.ts';
import type { LucideIcon } from 'lucide-react';
import type { PanelId } from './panels.ts';
import type { PanelChoice } from './use-panel.ts';

const ICONS: Readonly<Record<PanelId, LucideIcon>> = {
  comments: MessageSquare,
  history: History,
  assumptions: FlaskConical,
  chart: ChartColumn,
  comparison: GitCompareArrows,
};

interface Props {
  readonly choice: PanelChoice;
  /** Numbers beside a name, such as open comments; 0 is not shown. */
  readonly counts?: Partial<Readonly<Record<PanelId, number>>>;
  /** Words beside a name for what waits for this user. */
  readonly alerts?: Partial<Readonly<Record<PanelId, string>>>;
}

/** Opens and closes what stands beside the grid. */
export const PanelBar = memo(({ choice, counts = {}, alerts = {} }: Props) => {
  const { t } = useTranslation('scenarios');
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('panel.label')}>
      {PANELS.map((id) => {
        const Icon = ICONS[id];
        const active = choice.panel === id;
        const count = counts[id] ?? 0;
        const alert = alerts[id];
        return (
          <Button
            key={id}
            size="xs"
            variant={active ? 'light' : 'default'}
            leftSection={<Icon size={14} aria-hidden />}
            rightSection={
              count > 0 || alert !== undefined ? (
                <span className={styles['badges']}>
                  {count > 0 && <span className={styles['count']}>{count}</span>}
                  {alert !== undefined && <span className={styles['alert']}>{alert}</span>}
                </span>
              ) : undefined
            }
            aria-pressed={active}
            onClick={() => choice.toggle(id)}
            data-testid={`${id}-toggle`}
          >
            <span className={styles['name']}>{t(`panel.${id}`)}</span>
          </Button>
        );
      })}
    </div>
  );
});
