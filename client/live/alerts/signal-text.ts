import type { AlertSignal } from '../../../shared/api/alerts.ts';

/** Revenue by the objective of the hour when it rang; null: there was none. */
export const attainmentOf = ({ revenueTtc, objectiveToDate }: AlertSignal): number | null =>
  objectiveToDate > 0 ? revenueTtc / objectiveToDate : null;
