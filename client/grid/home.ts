import { placeOf, samePosition } from './frame.ts';
import type { CellPosition } from './cell.ts';
import type { Frame } from './frame.ts';

/**
 * Where Home leads: to the first value of `row`, or, `undefined`, to the names for who is at that value already or comes
 * from the names.
 */
export function homeOf(frame: Frame, from: CellPosition, row: string): CellPosition | undefined {
  const [column] = frame.columns;
  const home = column === undefined ? undefined : { row, column };
  return placeOf(frame, from) === undefined || samePosition(from, home) ? undefined : home;
}
