import { alertRoutes } from './alerts/alerts.routes.ts';
import type { Alerts } from './alerts/alerts.ts';
import { accountsRoutes, type AccountsDependencies } from './accounts/accounts.routes.ts';
import { daysRoutes } from './days/days.routes.ts';
import type { StoreDays } from './days/store-days.ts';
import type { TillCorrections } from './days/till-corrections.ts';
import type { TillTotals } from './days/till-totals.ts';
import { healthRoutes, type HealthCheck } from './http/health.routes.ts';
import type { Route } from './http/route.ts';
import { importRoutes } from './imports/imports.routes.ts';
import { importMemoryRoutes } from './imports/memories.routes.ts';
import type { Imports } from './imports/imports.ts';
import type { MasterImports } from './imports/master/master-imports.ts';
import { masterRoutes } from './imports/master/master.routes.ts';
import { liveRoutes } from './live/live.routes.ts';
import type { Live } from './live/live.ts';
import type { Reference } from './reference/reference.ts';
import { referenceRoutes } from './reference/reference.routes.ts';
import { salesRoutes } from './sales/sales.routes.ts';
import type { Sales } from './sales/sales.ts';
import { scenarioRoutes } from './scenarios/scenarios.routes.ts';
import type { Limiter } from './redis/limiter.ts';
import type { Scenarios } from './scenarios/scenarios.ts';

export interface ApiParts {
  health: Record<string, HealthCheck>;
  accounts: AccountsDependencies;
  reference: Reference;
  sales: Sales;
  tillTotals: TillTotals;
  tillCorrections: TillCorrections;
  storeDays: StoreDays;
  live: Live;
  alerts: Alerts;
  /** Trial messages of alerts, by person. */
  trials: Limiter;
  imports: Imports;
  master: MasterImports;
  scenarios: Scenarios;
}

/** Every operation of the API. A test walks them all, with every role. */
export function apiRoutes(parts: ApiParts): Route[] {
  return [
    ...healthRoutes(parts.health),
    ...accountsRoutes(parts.accounts),
    ...referenceRoutes(parts.reference),
    ...salesRoutes(parts.sales),
    ...daysRoutes(parts.storeDays, parts.tillTotals, parts.tillCorrections),
    ...liveRoutes(parts.live),
    ...alertRoutes(parts.alerts, parts.live.directory, parts.trials),
    ...importRoutes(parts.imports),
    ...masterRoutes(parts.master),
    ...importMemoryRoutes(parts.imports),
    ...scenarioRoutes(parts.scenarios),
  ];
}
