import { approvalRoutes } from './approval.routes.ts';
import { makingRoutes } from './making.routes.ts';
import { readingRoutes } from './reading.routes.ts';
import type { Route } from '../http/route.ts';
import type { Scenarios } from './scenarios.ts';

export function scenarioRoutes(scenarios: Scenarios): Route[] {
  return [...readingRoutes(scenarios), ...makingRoutes(scenarios), ...approvalRoutes(scenarios)];
}
