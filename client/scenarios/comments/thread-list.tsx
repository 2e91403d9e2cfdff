import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ThreadCard } from './thread-card.tsx';
import styles from './comments-panel.module.css';
import type { PanelContext } from '../panels/panels.ts';
import type { Named } from './mentions.ts';
import type { ThreadView } from './thread-views.ts';

/** More are on nobody's screen at once, and every one is drawn again with each edit of the plan. */
const PAGE = 40;

interface Props {
  readonly views: readonly ThreadView[];
  readonly context: PanelContext;
  readonly people: readonly Named[];
  readonly canWrite: boolean;
  readonly named: boolean;
}

export function ThreadList({ views, ...card }: Props) {
  const { t } = useTranslation('scenarios');
  const [shown, setShown] = useState(PAGE);
  const rest = views.length - shown;
  return (
    <>
      <ul className={styles['threads']}>
        {views.slice(0, shown).map((view) => (
          <ThreadCard key={view.thread.id} view={view} {...card} />
        ))}
      </ul>
      {rest > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => setShown(shown + PAGE)}>
          {t('comments.more', { count: Math.min(rest, PAGE) })}
        </Button>
      )}
    </>
  );
}
