import type { PlanEngine } from './engine.ts';
import type { AheadRow, RowRequest } from './row-answer.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** What entries would make of the rows in view, worked out while they are typed: entered, they are drawn with the key itself. */
export interface Foresight {
  /** Somebody is about to make this entry. Asked once, and again when the entry or the plan is another. */
  readonly foresee: (entry: Edit) => Promise<void>;
  /** The rows after these entries, which the engine has not got yet; empty where that is not known. */
  readonly of: (added: readonly Edit[]) => readonly AheadRow[];
}

interface Foreseen {
  readonly entry: Edit;
  readonly version: number;
  readonly rows: readonly AheadRow[];
}

export function createForesight(
  engine: Pick<PlanEngine, 'foresee' | 'version'>,
  inView: () => readonly RowRequest[],
): Foresight {
  let known: Foreseen | undefined;
  const isKnown = (entry: Edit): boolean =>
    known !== undefined && known.version === engine.version() && sameIntention(known.entry, entry);

  return {
    foresee: async (entry) => {
      if (isKnown(entry)) return;
      const begun: Foreseen = { entry, version: engine.version(), rows: [] };
      known = begun;
      const asked = inView();
      const rows = await engine.foresee(entry, asked);
      if (known === begun && rows) {
        known = {
          ...begun,
          rows: asked.map(({ measure, row }, index) => ({ measure, row, values: rows[index] ?? [] })),
        };
      }
    },
    of: ([entry, ...more]) => (known && entry && more.length === 0 && isKnown(entry) ? known.rows : []),
  };
}

/** Whether two entries of one author would do the same if either was made now. */
function sameIntention(one: Edit, other: Edit): boolean {
  const intention = ({ cell, op, v, lock, like, over, by }: Edit): string =>
    JSON.stringify([cell, op, v, lock, like, over, by]);
  return intention(one) === intention(other);
}
