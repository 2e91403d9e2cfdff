import type { PlanEngine } from './engine.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/**
 * The live entries of the cell one is in, asked for before they are needed: while one types the answer comes, and a value
 * entered waits for nothing. Asked again as soon as anything has changed.
 */
export function createLiveEntries(
  engine: Pick<PlanEngine, 'live' | 'version'>,
): (cell: string) => Promise<readonly Edit[]> {
  let known: { readonly cell: string; readonly version: number; readonly entries: Promise<Edit[]> } | undefined;
  return (cell) => {
    const version = engine.version();
    if (known?.cell !== cell || known.version !== version) known = { cell, version, entries: engine.live(cell) };
    return known.entries;
  };
}
