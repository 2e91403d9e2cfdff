import { expect, it } from 'vitest';
import { dateEvidence } from './date-evidence.ts';

function judge(...texts: string[]) {
  const evidence = dateEvidence();
  for (const text of texts) evidence.add(text);
  return evidence.result();
}

it('one date that exists in one order only decides for all', () => {
  expect(judge('1/2/2013', '3/4/2013', '1/13/2013')).toMatchObject({ verdict: 'mdy', both: 2, onlyMdy: 1, dates: 3 });
  expect(judge('1/2/2013', '31/12/2013 08:00')).toMatchObject({
    verdict: 'dmy',
    examples: { onlyDmy: ['31/12/2013 08:00'] },
  });
});

it('dates that say their own order need no decision, and leave one to the others', () => {
  expect(judge('2013-05-01', '1 mai 2013', '20130501')).toMatchObject({ verdict: 'ymd', ymd: 2, named: 1 });
  expect(judge('2013-05-01', '13/05/2013').verdict).toBe('dmy');
  expect(judge('2013-05-01', '05/06/2013').verdict).toBe('ambiguous');
});

it('doubt is told, with what either order would mean', () => {
  const doubt = judge('1/12/2010', '5/12/2010', '5/5/2010');
  expect(doubt).toMatchObject({ verdict: 'ambiguous', both: 2, same: 1 });
  expect(doubt.ranges.dmy).toEqual({ first: '2010-05-05', last: '2010-12-05' });
  expect(doubt.ranges.mdy).toEqual({ first: '2010-01-12', last: '2010-05-12' });
});

it('days equal to their month leave no doubt', () => {
  expect(judge('5/5/2010', '06/06/2010').verdict).toBe('dmy');
});

it('examples differ from each other', () => {
  expect(judge('1/13/2013', '1/13/2013', '1/13/2013', '2/14/2013').examples.onlyMdy).toEqual([
    '1/13/2013',
    '2/14/2013',
  ]);
});

it('contradiction is told', () => {
  expect(judge('13/5/2010', '5/13/2010').verdict).toBe('mixed');
});

it('no dates are none, blanks are nothing, and what is no day is counted', () => {
  expect(judge('', ' ', 'x', '32/32/2010')).toMatchObject({ verdict: 'none', other: 2, dates: 0 });
  expect(judge('31/12/2013', '99/99/9999')).toMatchObject({
    verdict: 'dmy',
    other: 1,
    examples: { other: ['99/99/9999'] },
  });
});
