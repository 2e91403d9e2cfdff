import { useEffect } from 'react';
import { AssumptionsPanel } from '../assumptions/assumptions-panel.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { CommentsPanel } from '../comments/comments-panel.tsx';
import { ComparisonPanel } from '../comparison/comparison-panel.tsx';
import { HistoryPanel } from '../history/history-panel.tsx';
import type { PanelContext, PanelId } from './panels.ts';

interface Props {
  readonly id: PanelId;
  readonly context: PanelContext;
  /** The panel is gone, and the focus with it. */
  readonly onFocusLost: () => void;
}

/** The panel of a name. */
export function PlanPanel({ id, context, onFocusLost }: Props) {
  useEffect(
    () => () => {
      if (document.activeElement === document.body) onFocusLost();
    },
    [onFocusLost],
  );
  switch (id) {
    case 'comments':
      return <CommentsPanel {...context} />;
    case 'history':
      return <HistoryPanel {...context} />;
    case 'assumptions':
      return <AssumptionsPanel {...context} />;
    case 'chart':
      return <ChartPanel {...context} />;
    case 'comparison':
      return <ComparisonPanel {...context} />;
  }
}
