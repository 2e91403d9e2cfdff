import { readEdit } from '../../../shared/scenario/entry.ts';
import { createClock } from '../../../shared/scenario/clock.ts';
import { changeCell, clearCell, setCell, undo } from '../../../shared/scenario/intent.ts';
import { createEngine } from '../../../shared/planning/engine.ts';
import { createRandom as createPlanRandom } from '../../../shared/planning/testing/random.ts';
import { randomBase } from '../../../shared/planning/testing/random-plan.ts';
import { entryId, hierarchy } from './fixtures.ts';
import type { Author } from '../../../shared/scenario/intent.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Engine } from '../../../shared/planning/engine.ts';
import type { createRandom } from './fixtures.ts';

type Raw = Record<string, unknown>;

/** Few cells of one sheet, so that people meet. */
const CELLS = ['ca_ttc|R:IDF|*|2027-03', 'ca_ttc|R:IDF|*|2027-Q1', 'qte|M:M001|C:EPI|2027-03'];

const base = randomBase(createPlanRandom(1), hierarchy, 0);

export const engineOf = (entries: Iterable<Raw>): Engine =>
  createEngine({ hierarchy, base, edits: [...entries].map(readEdit).filter((edit) => edit !== null) });

/** Everything people see of a plan, to the bit. */
export function shown(entries: Iterable<Raw>): string {
  const engine = engineOf(entries);
  const { q, p, k } = engine.toBase();
  return JSON.stringify([[...q], [...p], [...k], engine.conflicts(), engine.impossible(), engine.holds()]);
}

/** What one person does: replaces what he sees, changes it, clears it, or takes back entries of his own. */
export interface SimAuthor {
  /** @param known all this person has seen; @param undoable whether an entry may still be taken back */
  next(known: ReadonlyMap<string, Raw>, undoable: (entry: Edit) => boolean): Raw[];
}

export function createSimAuthor(
  random: ReturnType<typeof createRandom>,
  by: string,
  now: () => number,
  newNumber: () => number,
): SimAuthor {
  const clock = createClock(now);
  const author: Author = { by, clock, newId: () => entryId(newNumber()) };
  return {
    next(known, undoable) {
      for (const { at } of known.values()) clock.see(Number(at));
      const cell = CELLS[random.below(2) * random.below(CELLS.length)]!;
      const engine = engineOf(known.values());
      const own = [...known.values()]
        .map(readEdit)
        .filter((edit) => edit !== null && edit.by === by && undoable(edit)) as Edit[];
      const dice = random.below(10);
      if (dice < 2 && own.length > 0) {
        return undo(author, hierarchy, [random.pick(own)]).map(({ edit }) => ({ ...edit }));
      }
      if (dice < 3) return [{ ...clearCell(author, cell, engine.live(cell)) }];
      if (dice < 4) return [{ ...changeCell(author, cell, 'pct', random.next() - 0.4) }];
      return [{ ...setCell(author, cell, 100 + random.below(900), engine.live(cell)) }];
    },
  };
}
