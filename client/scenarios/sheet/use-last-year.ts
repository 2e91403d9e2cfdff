import { useEffect, useState } from 'react';
import type { PlanSession } from '../session/plan-session.ts';

export type YearValues = readonly (number | null)[];

interface Answer {
  readonly session: PlanSession;
  readonly key: string;
  readonly values: YearValues | undefined;
}

/** Last year's values of a row, by period node; `undefined` where there are none, or not yet. */
export function useLastYear(session: PlanSession, measure: string, row: string | undefined): YearValues | undefined {
  const key = `${measure}|${row ?? ''}`;
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (row === undefined) return undefined;
    let stale = false;
    const ask = async (): Promise<void> => {
      const values = await lastYearOf(session, measure, row);
      if (!stale) setAnswer({ session, key, values });
    };
    void ask();
    return () => {
      stale = true;
    };
  }, [session, measure, row, key]);
  return answer?.session === session && answer.key === key ? answer.values : undefined;
}

/** The plan can be worked on without what it is compared with. */
async function lastYearOf(session: PlanSession, measure: string, row: string): Promise<YearValues | undefined> {
  try {
    return await session.engine.lastYearRow(measure, row);
  } catch {
    return undefined;
  }
}
