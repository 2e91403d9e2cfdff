import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from '../session/use-plan-version.ts';
import type { PlanSession } from '../session/plan-session.ts';

export type Inquiry<Value> =
  | { readonly kind: 'idle' }
  /** `before`: the answer to the question before. */
  | { readonly kind: 'running'; readonly before: Value | undefined }
  | { readonly kind: 'failed' }
  /** `stale`: the plan has changed since. */
  | { readonly kind: 'answered'; readonly value: Value; readonly stale: boolean };

type Asked<Value> = Exclude<Inquiry<Value>, { kind: 'answered' }> | (Answered<Value> & { readonly kind: 'answered' });

interface Answered<Value> {
  readonly value: Value;
  readonly version: number;
}

/** Something costly to compute about the plan, asked on demand; only the last question is answered. */
export function useInquiry<Value>(session: PlanSession): [Inquiry<Value>, (ask: () => Promise<Value>) => void] {
  const [asked, setAsked] = useState<Asked<Value>>({ kind: 'idle' });
  const version = useStore(session.changes);
  const turn = useRef(0);
  useEffect(() => {
    const turns = turn;
    return () => {
      turns.current += 1;
    };
  }, []);

  const run = useCallback(
    (ask: () => Promise<Value>) => {
      turn.current += 1;
      const mine = turn.current;
      setAsked((before) => ({ kind: 'running', before: before.kind === 'answered' ? before.value : undefined }));
      // The engine answers in order: what was asked for until now is in the answer, what comes later is not.
      const asOf = session.changes.get();
      const answer = async (): Promise<void> => {
        let next: Asked<Value>;
        try {
          next = { kind: 'answered', value: await ask(), version: asOf };
        } catch {
          next = { kind: 'failed' };
        }
        if (turn.current === mine) setAsked(next);
      };
      void answer();
    },
    [session],
  );
  const inquiry: Inquiry<Value> =
    asked.kind === 'answered' ? { kind: 'answered', value: asked.value, stale: asked.version !== version } : asked;
  return [inquiry, run];
}
