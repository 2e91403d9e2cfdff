import { parseCell } from '../../shared/hierarchy/address.ts';
import type { CellsResponse } from '../../shared/api/scenarios.ts';
import type { ContentIssue } from '../../shared/api/error.ts';
import type { Cell } from '../../shared/hierarchy/address.ts';
import type { Engine } from '../../shared/planning/engine.ts';

export type CellsAnswer =
  | ({ readonly kind: 'cells' } & CellsResponse)
  /** Addresses that name no cell. */
  | { readonly kind: 'unknown'; readonly issues: ContentIssue[] };

const MAX_ISSUES = 100;

/** Values of cells by address, with the edits that have no effect and the cells with more than one intention. */
export function readCells(engine: Engine, addresses: readonly string[]): CellsAnswer {
  const issues: ContentIssue[] = [];
  const parsed: [string, Cell][] = [];
  for (const [index, address] of addresses.entries()) {
    const result = parseCell(engine.hierarchy, address);
    if (result.ok) parsed.push([address, result.cell]);
    else if (issues.length < MAX_ISSUES) {
      issues.push({ index, path: 'cells', code: result.fault.kind, message: `There is no cell ${address}.` });
    }
  }
  if (issues.length > 0) return { kind: 'unknown', issues };
  return {
    kind: 'cells',
    cells: Object.fromEntries(parsed.map(([address, cell]) => [address, engine.value(cell)])),
    impossible: engine.impossible().map(({ edit }) => edit.id),
    conflicts: engine.conflicts().map(({ cell }) => cell),
  };
}
