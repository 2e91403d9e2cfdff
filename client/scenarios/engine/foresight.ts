import type { PlanEngine } from './engine.ts';
import type { AheadRow, RowRequest } from './row-answer.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** What entries would make of the rows in view, worked out while they are typed: entered, they are drawn with the key itself. */
export interface Foresight {
  /** Somebody is about to make this entry. Asked once, and again when the entry or the plan is another. */
  readonly foresee: (entry: Edit) => Promise<void>;
  /** A colleague is typing a value in place of those on this cell. Asked once, and again when the plan is another. */
  readonly expect: (cell: string) => Promise<void>;
  /** The rows after these entries, which the engine has not got yet; empty where that is not known. */
  readonly of: (added: readonly Edit[]) => readonly AheadRow[];
}

interface Foreseen {
  readonly entry: Edit;
  readonly version: number;
  readonly rows: readonly AheadRow[];
}

export function createForesight(
  engine: Pick<PlanEngine, 'expect' | 'foresee' | 'version'>,
  inView: () => readonly RowRequest[],
): Foresight {
  let known: Foreseen | undefined;
  let expected: { readonly cell: string; readonly version: number } | undefined;
  const isKnown = (entry: Edit): boolean =>
    known !== undefined && known.version === engine.version() && sameIntention(known.entry, entry);

  return {
    expect: async (cell) => {
      const version = engine.version();
      if (expected?.cell === cell && expected.version === version) return;
      expected = { cell, version };
      await engine.expect(cell);
    },
    foresee: async (entry) => {
      if (isKnown(entry)) return;
      const begun: Foreseen = { entry, version: engine.version(), rows: [] };
      known = begun;
      // The engine gets ready for one at a time.
      expected = undefined;
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
