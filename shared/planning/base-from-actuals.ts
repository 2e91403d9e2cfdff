import { MONTHS } from '../hierarchy/hierarchy.ts';
import { actualLeaves } from './actual-leaves.ts';
import { fillProfiles } from './base-profiles.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { LeftOut, MonthlyActual, MonthlyCharge } from './actual-leaves.ts';
import type { CopiedProfile } from './base-profiles.ts';
import type { Base } from './base.ts';

export interface LastYearInput {
  readonly hierarchy: Hierarchy;
  /** Any months; rows of one leaf and month add up. Codes the hierarchy does not know are ignored. */
  readonly actuals: readonly MonthlyActual[];
  readonly charges: readonly MonthlyCharge[];
  /** The last month that is over, e.g. `2026-10` for a scenario made in November. */
  readonly lastComplete: string;
  /** For stores without history: the store whose profile they take, by code. */
  readonly profiles: Readonly<Record<string, string>>;
}

/** Where a month of the plan comes from; null where no such month was ever sold. */
export interface MonthSource {
  readonly month: string;
  readonly source: string | null;
}

export interface LastYearBase {
  readonly base: Base;
  readonly sources: readonly MonthSource[];
  readonly leftOut: readonly LeftOut[];
  /** Stores without history, and what they started from instead. */
  readonly copied: readonly CopiedProfile[];
}

/** Builds the base `lastYear`: for each month the most recent complete actual of the same month. */
export function buildLastYearBase(input: LastYearInput): LastYearBase {
  const { hierarchy } = input;
  const sources = monthSources(hierarchy, input.actuals, input.lastComplete);
  const monthOf = new Map(sources.flatMap(({ source }, month) => (source === null ? [] : [[source, month] as const])));
  const { base, leftOut, sold } = actualLeaves(hierarchy, monthOf, input.actuals, input.charges);
  const copied = fillProfiles(hierarchy, base, sold, input.profiles);
  return { base, sources, leftOut, copied };
}

/** The latest month with sales, not after the last complete one, for each month of the plan's year. */
function monthSources(hierarchy: Hierarchy, actuals: readonly MonthlyActual[], lastComplete: string): MonthSource[] {
  const latest = new Map<string, string>();
  for (const { month } of actuals) {
    const ofYear = month.slice(5);
    if (month <= lastComplete && month > (latest.get(ofYear) ?? '')) latest.set(ofYear, month);
  }
  return hierarchy.periods.slice(-MONTHS).map((month) => ({ month, source: latest.get(month.slice(5)) ?? null }));
}
