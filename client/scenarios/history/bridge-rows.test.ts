import { describe, expect, test } from 'vitest';
import { bridgeRows } from './bridge-rows.ts';

const texts = {
  base: 'Base',
  now: 'Actuelle',
  others: (count: number) => `${count} autres`,
  value: String,
  amount: (amount: number) => (amount > 0 ? `+${amount}` : String(amount)),
  colour: 'grey',
};
const step = (name: string, amount: number) => ({ name, amount, colour: name });

describe('a bridge', () => {
  test('leads from the base to the value, the largest step first', () => {
    const rows = bridgeRows({ base: 100, value: 110, steps: [step('Léa', -5), step('Max', 15)] }, texts);
    expect(rows.map(({ name, label }) => `${name} ${label}`)).toEqual([
      'Base 100',
      'Max +15',
      'Léa -5',
      'Actuelle 110',
    ]);
    expect(rows.map(({ spans: [span] }) => [span?.from, span?.to])).toEqual([
      [100, 100],
      [100, 115],
      [115, 110],
      [110, 110],
    ]);
  });

  test('puts many small steps together, without losing an amount', () => {
    const steps = Array.from({ length: 9 }, (_, index) => step(`P${index}`, index + 1));
    const rows = bridgeRows({ base: 0, value: 45, steps }, texts);
    expect(rows).toHaveLength(8);
    expect(rows[6]).toMatchObject({ name: '4 autres', label: '+10' });
    expect(rows[6]?.spans[0]?.to).toBe(45);
  });
});
