import { useMemo } from 'react';
import { createLandingDesk } from './landing-desk.ts';
import type { LandingDesk } from './landing-desk.ts';
import type { PlanSession } from '../session/plan-session.ts';

export function useLandingDesk({ engine, plan }: PlanSession): LandingDesk {
  return useMemo(() => createLandingDesk(engine, plan.hierarchy), [engine, plan.hierarchy]);
}
