import { describe, expect, test } from 'vitest';
import { tornadoRows } from './tornado-rows.ts';

const look = { better: 'blue', worse: 'orange', lessIsBetter: false, amount: String };

describe('a tornado', () => {
  const swings = [
    { name: 'coût', low: 130, high: 70 },
    { name: 'prix', low: 90, high: 112 },
    { name: 'charges', low: null, high: 95 },
  ];

  test('shows the input turned down as an outline, and how much it matters at most', () => {
    const rows = tornadoRows(100, swings, look);
    expect(rows.map(({ name, label }) => `${name} ${label}`)).toEqual(['coût ± 30', 'prix ± 12', 'charges ± 5']);
    expect(rows[0]?.spans).toEqual([
      { from: 100, to: 130, colour: 'blue', hollow: true },
      { from: 100, to: 70, colour: 'orange', hollow: false },
    ]);
  });

  test('leaves out what is impossible', () => {
    expect(tornadoRows(100, swings, look)[2]?.spans).toEqual([{ from: 100, to: 95, colour: 'orange', hollow: false }]);
  });

  test('of a cost, less is better', () => {
    const [row] = tornadoRows(100, [{ name: '', low: 90, high: 110 }], { ...look, lessIsBetter: true });
    expect(row?.spans.map(({ colour }) => colour)).toEqual(['blue', 'orange']);
  });
});
