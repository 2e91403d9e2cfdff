import { targetOf } from '../../../shared/planning/edit.ts';
import type { CellFacts } from './grid-reader.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** The value that makes a cell what one of the entries that met in it says; undefined where the cell has none. */
export function keptValue({ value, state }: CellFacts, edit: Edit): number | undefined {
  if (value == null) return undefined;
  // What is kept already may be a value with later percentages on it: the cell's own value says it all.
  return edit.id === state.conflict?.kept.id ? value : targetOf(edit, value);
}
