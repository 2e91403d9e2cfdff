import { expect, test } from 'vitest';
import { dateEvidence } from '../../../shared/numbers/date-evidence.ts';
import { decimalEvidence } from '../../../shared/numbers/decimal-evidence.ts';
import { createRandom } from '../../../shared/planning/testing/random.ts';
import { createProfiler, DISTINCT_LIMIT, lookEverywhere } from './column-profile.ts';

const SEED = 20271108;

test(`values that come again say what they would one by one, more kinds than are counted too (seed ${SEED})`, () => {
  const random = createRandom(SEED);
  const pad = (n: number): string => String(n).padStart(2, '0');
  const texts = [
    () => `${pad(1 + random.int(31))}/${pad(1 + random.int(12))}/2027`,
    () => `${pad(1 + random.int(12))}/${pad(1 + random.int(31))}/2027 ${pad(random.int(24))}:${pad(random.int(60))}`,
    () => `${random.int(40)},${pad(random.int(100))}`,
    () => `${random.int(9)}.${random.int(1000)}`,
    () => `${pad(random.int(24))}:${pad(random.int(60))}`,
    () => ['', ' ', 'France', '12', '-3'][random.int(5)] ?? '',
    () => `X${random.int(2 * DISTINCT_LIMIT)}`,
  ];
  const cells = Array.from({ length: 60_000 }, () => random.pick(texts)());
  const profiler = createProfiler(lookEverywhere(1));
  const dates = dateEvidence();
  const decimals = decimalEvidence();
  for (const cell of cells) {
    profiler.add([cell]);
    if (cell !== '') dates.add(cell);
    if (cell !== '') decimals.add(cell);
  }
  const { columns, rows } = profiler.result();
  expect(rows).toBe(cells.length);
  expect(columns[0]).toMatchObject({
    filled: cells.filter((cell) => cell !== '').length,
    distinct: DISTINCT_LIMIT,
    dates: dates.result(),
    decimals: decimals.result(),
    times: cells.filter((cell) => /^\d\d:\d\d$/u.test(cell)).length,
  });
  expect(profiler.result().columns).toEqual(columns);
});
