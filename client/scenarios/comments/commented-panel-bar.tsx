import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelBar } from '../panels/panel-bar.tsx';
import { useStore } from '../session/use-plan-version.ts';
import { isOpen } from './thread-views.ts';
import { useThreadViews } from './use-thread-views.ts';
import type { User } from '../../../shared/api/session.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { PanelChoice } from '../panels/use-panel.ts';
import type { CommentDesk } from './comment-desk.ts';

interface Props {
  readonly choice: PanelChoice;
  readonly session: PlanSession;
  readonly user: User;
  readonly desk: CommentDesk;
}

/** The panels' buttons with how many threads are open, and what was said to this user and not yet seen. */
export function CommentedPanelBar({ choice, session, user, desk }: Props) {
  const { t } = useTranslation('scenarios');
  const { views } = useThreadViews(session, user);
  const seen = useStore(desk.seen.ids);
  const open = views.filter(({ state }) => isOpen(state)).length;
  const unread = views.flatMap(({ mentions }) => mentions).filter((id) => !seen.has(id)).length;
  const counts = useMemo(() => ({ comments: open }), [open]);
  const alerts = useMemo(() => (unread > 0 ? { comments: t('comments.unread', { count: unread }) } : {}), [unread, t]);
  return <PanelBar choice={choice} counts={counts} alerts={alerts} />;
}
