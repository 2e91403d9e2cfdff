import { approvalRoutes } from './approval.routes.ts';
import { makingRoutes } from './making.routes.ts';
import { readingRoutes } from './reading.routes.ts';
import { createTurns } from '../http/turns.ts';
import type { Route } from '../http/route.ts';
import type { Scenarios } from './scenarios.ts';

/** A person looks at one plan and has another exported; programs may queue a little. */
const PLAN_TURNS = { running: 2, waiting: 4 };

export function scenarioRoutes(scenarios: Scenarios): Route[] {
  const turns = createTurns(PLAN_TURNS);
  return [...readingRoutes(scenarios, turns), ...makingRoutes(scenarios, turns), ...approvalRoutes(scenarios)];
}
