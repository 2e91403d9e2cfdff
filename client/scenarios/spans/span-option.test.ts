import { describe, expect, test } from 'vitest';
import { arrow, spanOption } from './span-option.ts';
import type { ChartColours } from '../../ui/chart-colours.ts';

const colours = { text: '#000', muted: '#777', border: '#ccc' } as ChartColours;

describe('an arrow', () => {
  test('ends in a tip where it goes', () => {
    expect(arrow(10, 40, 20)[2]).toEqual([40, 20]);
    expect(arrow(10, 40, 20)[1]?.[0]).toBeLessThan(40);
    expect(arrow(40, 10, 20)[2]).toEqual([10, 20]);
    expect(arrow(40, 10, 20)[1]?.[0]).toBeGreaterThan(10);
  });

  test('is a tip alone where it is short, and never points back', () => {
    expect(arrow(10, 12, 0).map(([x]) => x)).toEqual([10, 10, 12, 10, 10]);
  });

  test('without length is a tick', () => {
    expect(arrow(10, 10, 0)).toHaveLength(4);
  });
});

describe('the axis', () => {
  const axis = (spans: readonly { from: number; to: number }[], origin?: number) => {
    const rows = [{ name: '', label: '', spans: spans.map((span) => ({ ...span, colour: '#000' })) }];
    return spanOption({ rows, colours, ...(origin !== undefined && { origin }) })['xAxis'] as {
      min: number;
      max: number;
    };
  };

  test('holds every value, below zero too', () => {
    const { min, max } = axis([{ from: -50, to: 20 }], 100);
    expect(min).toBeLessThan(-50);
    expect(max).toBeGreaterThan(100);
  });

  test('has room where all values are one', () => {
    for (const only of [0, 7, -7]) {
      const { min, max } = axis([{ from: only, to: only }]);
      expect(min).toBeLessThan(only);
      expect(max).toBeGreaterThan(only);
    }
  });
});
