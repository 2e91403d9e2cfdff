import { describe, expect, test } from 'vitest';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { cellView, spreadBy } from './cell-view.ts';
import { smallHierarchy } from '../testing.ts';
import type { CellState } from '../../../shared/planning/cell-state.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

const hierarchy = smallHierarchy();
const edit = (cell: string, at: number, by = 'lea'): Edit => ({
  id: `${by}${at}`,
  cell,
  op: 'set',
  v: 1,
  over: [],
  by,
  at,
});
const view = (state: Partial<CellState>, spread?: Edit) =>
  cellView({ text: '1', state: { readOnly: false, ...state }, spread, locked: false, visitors: [], slotOf: () => 3 });
const spread = (cell: string, from: string): boolean =>
  spreadBy(hierarchy, mustParseCell(hierarchy, cell), edit(from, 1)) !== undefined;

describe('spreadBy', () => {
  test('a block spreads onto what lies in it, and onto other measures of the same leaves', () => {
    expect(spread('ca_ttc|M:M001|*|2027-01', 'ca_ttc|R:BRE|*|2027-Q1')).toBe(true);
    expect(spread('qte|R:BRE|*|2027-Q1', 'ca_ttc|R:BRE|*|2027-Q1')).toBe(true);
  });

  test('a total is not marked for what one of its parts did', () => {
    expect(spread('ca_ttc|*|*|2027', 'ca_ttc|R:BRE|*|2027-Q1')).toBe(false);
    expect(spread('ca_ttc|*|*|2027-01', 'ca_ttc|R:BRE|*|2027-Q1')).toBe(false);
  });

  test('a cell moved from beside, to keep a hold, is marked', () => {
    expect(spread('ca_ttc|M:M002|*|2027-01', 'ca_ttc|M:M001|*|2027-01')).toBe(true);
  });
});

describe('cellView', () => {
  test('the later hand shows: typed is solid, spread is faint', () => {
    const typed = edit('ca_ttc|M:M001|*|2027-01', 5);
    expect(view({ typed }).corner?.faint).toBe(false);
    expect(view({ typed }, edit('ca_ttc|R:BRE|*|2027', 9, 'max')).corner?.faint).toBe(true);
    expect(view({ typed }, edit('ca_ttc|R:BRE|*|2027', 2, 'max')).corner?.faint).toBe(false);
  });

  test('a cell with something open about it says so', () => {
    expect(
      cellView({
        text: '1',
        state: { readOnly: false },
        spread: undefined,
        locked: false,
        visitors: [],
        slotOf: () => 3,
        commented: 'open',
      }),
    ).toEqual({ text: '1', commented: 'open' });
  });

  test('a conflict counts the value that stands too', () => {
    const kept = edit('ca_ttc|M:M001|*|2027-01', 5);
    expect(view({ typed: kept, conflict: { cell: kept.cell, kept, lost: [edit(kept.cell, 4, 'max')] } }).conflict).toBe(
      2,
    );
  });

  test('an untouched cell carries no marks at all', () => {
    expect(view({})).toEqual({ text: '1' });
  });
});
