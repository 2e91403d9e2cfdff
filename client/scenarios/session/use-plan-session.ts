import { useQueryClient } from '@tanstack/react-query';
import { uuidv4 } from 'lib0/random';
import { useEffect, useState } from 'react';
import { SESSION_KEY } from '../../api/session-state.ts';
import { useSession, useUser } from '../../api/session.ts';
import { startWorker } from '../engine/engine-thread.ts';
import { fetchBase } from '../engine/fetch-base.ts';
import { handOver } from './hand-over.ts';
import { openPlanSession } from './plan-session.ts';
import { createRemoteEngine } from '../engine/remote-engine.ts';
import { createStore } from '../../ui/store.ts';
import { useStore } from './use-plan-version.ts';
import { isStatus } from '../../api/api-error.ts';
import { epochsOf, planQuery, scenarioKey, scenarioQuery } from './plan-queries.ts';
import type { PlanEngine } from '../engine/engine.ts';
import type { Plan } from './plan.ts';
import type { PlanSession } from './plan-session.ts';

/** How long a page that was left goes on saving what was typed last. */
const LINGER_MS = 10_000;

/** Opens the scenario for the life of the component; `undefined` until its effects have run. */
export function usePlanSession(plan: Plan): PlanSession | undefined {
  const queries = useQueryClient();
  const user = useUser().id;
  const [opened] = useState(() => createStore<PlanSession | undefined>(undefined));

  // A plan of a newer revision is opened beside the one before, which goes on until then.
  useEffect(() => {
    const session = openPlanSession({
      plan,
      engine: openEngine(plan, () => void queries.invalidateQueries({ queryKey: planQuery(plan.id).queryKey })),
      user,
      syncUrl: `${location.origin.replace(/^http/u, 'ws')}/sync`,
      now: Date.now,
      newId: uuidv4,
      onFrame: (run) => requestAnimationFrame(run),
      epochs: async () => {
        try {
          return epochsOf(await queries.fetchQuery({ ...scenarioQuery(plan.id), staleTime: 0 }));
        } catch {
          return new Map<string, number>();
        }
      },
      onRightsChanged: () => void queries.invalidateQueries({ queryKey: scenarioKey(plan.id) }),
    });
    const cancel = handOver(opened.get(), session, () => opened.set(session));
    return () => {
      cancel();
      if (opened.get() !== session) session.close();
    };
  }, [plan, user, queries, opened]);

  // Not at a new plan: only when the page is left, or somebody else has signed in.
  useEffect(
    () => () => {
      const last = opened.get();
      opened.set(undefined);
      if (last) closeWhenSaved(last);
    },
    [user, opened],
  );

  const session = useStore(opened);
  useConnection(session);
  return session;
}

/** @param onReplaced leaf values named by the model are gone: a newer one names others */
function openEngine(
  { id, hierarchy, base, actuals, closedMonths, lastYear }: Plan,
  onReplaced: () => void,
): PlanEngine {
  return createRemoteEngine({
    start: startWorker,
    load: async () => {
      try {
        const [planned, actual] = await Promise.all([fetchBase(id, base), actuals && fetchBase(id, actuals)]);
        return { tree: hierarchy.tree, base: planned, actuals: actual || undefined, closedMonths };
      } catch (error) {
        if (isStatus(error, 404)) onReplaced();
        throw error;
      }
    },
    loadLastYear: async () => (lastYear === undefined ? undefined : fetchBase(id, lastYear)),
  });
}

/** Back at once when the network or the sign-in is. */
function useConnection(session: PlanSession | undefined): void {
  const queries = useQueryClient();
  const signedIn = useSession().data?.status === 'signedIn';

  useEffect(() => {
    if (!session) return undefined;
    window.addEventListener('online', session.retry);
    window.addEventListener('offline', session.reconnect);
    const stop = session.save.subscribe(() => {
      const save = session.save.get();
      if (save.kind === 'stopped' && save.cause === 'signedOut') {
        void queries.invalidateQueries({ queryKey: SESSION_KEY });
      }
    });
    return () => {
      window.removeEventListener('online', session.retry);
      window.removeEventListener('offline', session.reconnect);
      stop();
    };
  }, [session, queries]);

  useEffect(() => {
    const save = session?.save.get();
    if (signedIn && save?.kind === 'stopped' && save.cause === 'signedOut') session?.retry();
  }, [signedIn, session]);
}

function closeWhenSaved(session: PlanSession): void {
  if (session.save.get().kind !== 'saving') return session.close();
  const close = (): void => {
    clearTimeout(timer);
    stop();
    session.close();
  };
  const stop = session.save.subscribe(() => {
    if (session.save.get().kind !== 'saving') close();
  });
  const timer = setTimeout(close, LINGER_MS);
}
