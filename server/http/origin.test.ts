import { expect, test } from 'vitest';
import { judgeOrigin } from './origin.ts';

const ALLOWED = ['https://epm.example.fr'];
const judge = (origin: string | undefined) =>
  judgeOrigin({ headers: { host: 'localhost:8000', ...(origin === undefined ? {} : { origin }) } }, ALLOWED);

test.each([
  ['http://localhost:8000', 'same'],
  ['https://epm.example.fr', 'allowed'],
  ['https://epm.example.fr.evil.example', 'foreign'],
  ['https://epm.example.fr:8443', 'foreign'],
  ['http://epm.example.fr', 'foreign'],
  ['http://localhost:8001', 'foreign'],
  ['null', 'foreign'],
  ['file://localhost:8000', 'foreign'],
  ['not an origin', 'foreign'],
  [undefined, 'missing'],
  ['', 'missing'],
] as const)('origin %s is %s', (origin, expected) => {
  expect(judge(origin)).toBe(expected);
});
