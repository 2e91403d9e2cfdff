import { expect, it } from 'vitest';
import type { TillTotal } from '../../shared/api/store-days.ts';
import { sendTotals } from './send-totals.ts';

const totals = Array.from({ length: 2_500 }, (_, n): TillTotal => ({
  store: 'M001',
  day: '2026-11-20',
  register: '1',
  number: String(n),
  total: 1,
}));

it('sends a thousand at once and adds up what was stored', async () => {
  const sent: TillTotal[][] = [];
  const post = (some: readonly TillTotal[]) => {
    sent.push([...some]);
    return Promise.resolve({ accepted: some.length - 1, duplicates: 1 });
  };
  expect(await sendTotals(totals, { post, onStored: () => undefined })).toEqual({ accepted: 2_497, duplicates: 3 });
  expect(sent.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
  expect(sent.flat()).toEqual(totals);
});

it('stops at the first refusal and says how many were stored before it', async () => {
  const refusal = new Error('refused');
  const told: number[] = [];
  const post = (some: readonly TillTotal[]) =>
    some[0]?.number === '1000' ? Promise.reject(refusal) : Promise.resolve({ accepted: some.length, duplicates: 0 });
  await expect(sendTotals(totals, { post, onStored: (count) => told.push(count) })).rejects.toBe(refusal);
  expect(told).toEqual([0, 1_000]);
});
