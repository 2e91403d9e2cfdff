import { landingText } from './landing-text.ts';
import type { LandingDesk } from './landing-desk.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { GridReader } from '../sheet/grid-reader.ts';
import type { MeasureOption } from '../sheet/measure-options.ts';

/** What a cell's note says of where its month will end; asks for it where it is not known yet. */
export function landingLines(
  desk: LandingDesk,
  reader: GridReader,
  explainer: Explainer,
  { measure }: MeasureOption,
  position: CellPosition,
): string[] {
  const facts = reader.facts(position);
  const known = facts && desk.at(facts.address, facts.cell);
  return known ? [landingText(explainer, measure, known)] : [];
}
