import { hasLanding } from '../../../shared/planning/landing.ts';
import { createStore } from '../../ui/store.ts';
import { cellLanding } from './store-plans.ts';
import type { StorePlans } from './store-plans.ts';
import type { Cell } from '../../../shared/hierarchy/address.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Landing, MonthToDate } from '../../../shared/planning/landing.ts';
import type { PlanEngine } from '../engine/engine.ts';
import type { Store } from '../../ui/store.ts';

export interface ReadToDate extends MonthToDate {
  /** When the sales were read, ISO 8601. */
  readonly at: string;
}

/** Where cells of the month under way will end. Outside of React: sales arrive all day, and one cell at a time shows them. */
export interface LandingDesk {
  /** `undefined` while not known, and where the plan's year is not under way. */
  readonly toDate: Store<ReadToDate | undefined>;
  readonly covers: (cell: Cell) => boolean;
  /** For a cell the mouse has come to: `undefined` at first, and known by the time its note is shown. */
  readonly at: (address: string, cell: Cell) => Landing | undefined;
}

interface Asked {
  readonly address: string;
  readonly version: number;
  plans?: StorePlans;
}

export function createLandingDesk(
  engine: Pick<PlanEngine, 'storePlans' | 'version'>,
  hierarchy: Hierarchy,
): LandingDesk {
  const toDate = createStore<ReadToDate | undefined>(undefined);
  /** The cell pointed at last; the one before is of no interest any more. */
  let latest: Asked | undefined;

  function plansOf(address: string): StorePlans | undefined {
    const version = engine.version();
    if (latest?.address !== address || latest.version !== version) void ask({ address, version });
    return latest?.plans;
  }

  async function ask(asked: Asked): Promise<void> {
    latest = asked;
    try {
      asked.plans = await engine.storePlans(asked.address);
    } catch {
      // A note goes without it. What goes wrong is told by the engine's `fault`.
    }
  }

  const covers = (cell: Cell): boolean => {
    const known = toDate.get();
    return known !== undefined && hasLanding(hierarchy, known.month, cell);
  };

  return {
    toDate,
    covers,
    at: (address, cell) => {
      const known = toDate.get();
      const plans = known && covers(cell) ? plansOf(address) : undefined;
      return (known && plans && cellLanding(hierarchy, known, plans, cell)) ?? undefined;
    },
  };
}
