import { mustParseCell, parseCell } from '../../../shared/hierarchy/address.ts';
import { sheetOf } from '../../../shared/hierarchy/sheet.ts';
import type { HistoryItem } from '../../../shared/api/scenarios.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/**
 * What the server's history has and the documents no longer do, in the order given, each entry once. An id is unique within
 * its sheet only.
 * @param known entries of the documents, of cells the hierarchy knows
 */
export function recordedOnly(items: readonly HistoryItem[], known: readonly Edit[], hierarchy: Hierarchy): Edit[] {
  const seen = new Set(
    known.map(({ id, cell, op }) => keyOf(sheetOf(hierarchy, mustParseCell(hierarchy, cell), op), id)),
  );
  return items.flatMap(({ entry, sheet }) => {
    const key = keyOf(sheet, entry.id);
    // Others may already work on a newer model: a cell that is not known yet has no name to show.
    if (seen.has(key) || !parseCell(hierarchy, entry.cell).ok) return [];
    seen.add(key);
    return [entry];
  });
}

/** A document of the first generation holds all that was ever entered in it. */
export function mayBeIncomplete(sheets: readonly { readonly epoch: number }[]): boolean {
  return sheets.some(({ epoch }) => epoch > 1);
}

const keyOf = (sheet: string, id: string): string => `${sheet} ${id}`;
