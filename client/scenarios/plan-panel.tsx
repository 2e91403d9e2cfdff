import { ChartPanel } from './chart-panel.tsx';
import { CommentsPanel } from './comments/comments-panel.tsx';
import type { PanelContext, PanelId } from './panels.ts';

interface Props {
  readonly id: PanelId;
  readonly context: PanelContext;
}

/** The panel of a name. */
export function PlanPanel({ id, context }: Props) {
  switch (id) {
    case 'comments':
      return <CommentsPanel {...context} />;
    case 'chart':
      return <ChartPanel {...context} />;
  }
}
