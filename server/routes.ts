import { accountsRoutes, type AccountsDependencies } from './accounts/accounts.routes.ts';
import { healthRoutes, type HealthCheck } from './http/health.routes.ts';
import type { Route } from './http/route.ts';
import { importRoutes } from './imports/imports.routes.ts';
import { importMemoryRoutes } from './imports/memories.routes.ts';
import type { Imports } from './imports/imports.ts';
import { liveRoutes } from './live/live.routes.ts';
import type { Live } from './live/live.ts';
import type { Reference } from './reference/reference.ts';
import { referenceRoutes } from './reference/reference.routes.ts';
import { salesRoutes } from './sales/sales.routes.ts';
import type { Sales } from './sales/sales.ts';
import { scenarioRoutes } from './scenarios/scenarios.routes.ts';
import type { Scenarios } from './scenarios/scenarios.ts';

export interface ApiParts {
  health: Record<string, HealthCheck>;
  accounts: AccountsDependencies;
  reference: Reference;
  sales: Sales;
  live: Live;
  imports: Imports;
  scenarios: Scenarios;
}

/** Every operation of the API. A test walks them all, with every role. */
export function apiRoutes(parts: ApiParts): Route[] {
  return [
    ...healthRoutes(parts.health),
    ...accountsRoutes(parts.accounts),
    ...referenceRoutes(parts.reference),
    ...salesRoutes(parts.sales),
    ...liveRoutes(parts.live),
    ...importRoutes(parts.imports),
    ...importMemoryRoutes(parts.imports),
    ...scenarioRoutes(parts.scenarios),
  ];
}
