import { expect, test } from 'vitest';
import { databaseFault } from './database-fault.ts';

const withCode = (code: string): Error => Object.assign(new Error('of the driver'), { code });

test.each([
  ['57P01', withCode('57P01')],
  ['57P03', withCode('57P03')],
  ['08006', withCode('08006')],
  ['53300', withCode('53300')],
  ['25006', withCode('25006')],
  ['40P01', withCode('40P01')],
  ['ECONNREFUSED', withCode('ECONNREFUSED')],
  ['both addresses refused', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
  ['a lost connection', new Error('Connection terminated unexpectedly')],
  ['a stop under way', new Error('Cannot use a pool after calling end on the pool')],
  ['no free connection', new Error('timeout exceeded when trying to connect')],
])('%s is a 503 that can be tried again', (_name, error) => {
  expect(databaseFault(error)).toMatchObject({
    status: 503,
    code: 'database_unavailable',
    headers: { 'Retry-After': '2' },
  });
});

test.each([
  ['a unique violation', withCode('23505')],
  ['a syntax error', withCode('42601')],
  ['a missing file', withCode('ENOENT')],
  ['a word that only begins like a class', withCode('08')],
  ['any other error', new Error('no such thing')],
  ['no error at all', 'ECONNREFUSED'],
  ['nothing', undefined],
])('%s stays what it is', (_name, thrown) => {
  expect(databaseFault(thrown)).toBeUndefined();
});
