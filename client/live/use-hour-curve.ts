import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ScopeState } from '../api/live-subscriptions.ts';
import { curveQuery } from '../api/scopes.ts';
import { dayOf, type Curve } from './hour-points.ts';

/** Revenue by hour of a scope: asked for once a day, its hours of today then kept by what is pushed. */
export function useHourCurve(scope: string, state: ScopeState, active: boolean): { curve?: Curve; failed: boolean } {
  const at = state.reading?.at;
  // The day of the values, not of this machine: after midnight the next values bring the next curve.
  const day = at === undefined ? undefined : dayOf(Date.parse(at));
  const query = useQuery({ ...curveQuery(scope, day ?? ''), enabled: active && day !== undefined });
  const { data, dataUpdatedAt, isError } = query;
  const pushed = state.curve !== undefined && state.curve.receivedAt >= dataUpdatedAt ? state.curve : undefined;
  const curve = useMemo(
    () =>
      data === undefined || pushed === undefined ? data : { ...data, today: pushed.today, landing: pushed.landing },
    [data, pushed],
  );
  return curve === undefined ? { failed: isError } : { curve, failed: false };
}
