import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalEvidence } from './decimal-evidence.ts';
import { decimalCell } from './parse-cell.ts';

function judge(...texts: string[]) {
  const evidence = decimalEvidence();
  for (const text of texts) evidence.add(text);
  return evidence.result();
}

it('one number that fits one sign only decides for all', () => {
  expect(judge('44,865', '854,49', '12')).toMatchObject({ verdict: ',', comma: 1, either: 1, same: 1 });
  expect(judge('1,234', '1,234.5')).toMatchObject({ verdict: '.', dot: 1, either: 1, examples: { dot: ['1,234.5'] } });
  expect(judge('1 234,567').verdict).toBe(',');
  expect(judge('1.500', '0.125').verdict).toBe('.');
  expect(judge('1.234.567').verdict).toBe(',');
});

it('numbers that fit both signs are told apart from numbers that need none', () => {
  expect(judge('1,234', '2,500').verdict).toBe('ambiguous');
  expect(judge('12', '-7', '1 234', '5 %').verdict).toBe('same');
});

it('any text is judged as parsing it with either sign would', () => {
  const cell = fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,- k')), maxLength: 12 });
  fc.assert(
    fc.property(cell, (text) => {
      const [comma, dot] = [decimalCell(text, ','), decimalCell(text, '.')];
      const { verdict } = judge(text);
      if (comma === null && dot === null) expect(verdict).toBe('none');
      else if (comma === null || dot === null) expect(verdict).toBe(comma === null ? '.' : ',');
      else expect(verdict).toBe(comma === dot ? 'same' : 'ambiguous');
    }),
    { seed: 3, numRuns: 20_000 },
  );
});

it('contradiction and absence are told', () => {
  expect(judge('12,5', '12.5')).toMatchObject({ verdict: 'mixed', comma: 1, dot: 1 });
  expect(judge('', 'abc', '1e400')).toMatchObject({ verdict: 'none', other: 2, examples: { other: ['abc', '1e400'] } });
});
