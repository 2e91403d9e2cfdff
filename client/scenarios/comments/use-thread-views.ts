import { useMemo } from 'react';
import { usePlanVersion, useStore } from '../session/use-plan-version.ts';
import { cellValue } from './cell-value.ts';
import { threadViews } from './thread-views.ts';
import { usePeople } from './use-people.ts';
import type { User } from '../../../shared/api/session.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Named } from './mentions.ts';
import type { ThreadView } from './thread-views.ts';

export interface Threads {
  readonly views: readonly ThreadView[];
  readonly people: readonly Named[];
}

/** Every thread there is to read, beside the plan as it is now. */
export function useThreadViews(session: PlanSession, user: User): Threads {
  const version = usePlanVersion(session);
  const threads = useStore(session.comments.threads);
  const people = usePeople(session, user);
  const views = useMemo(() => {
    void version;
    return threadViews(threads, { id: user.id, people, valueOf: (cell) => cellValue(session, cell) });
  }, [session, threads, people, user.id, version]);
  return { views, people };
}
