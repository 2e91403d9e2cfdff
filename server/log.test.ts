import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(details: object): string {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).info(details, 'said');
  return lines.join('');
}

test('an error is told by name, message, code, stack and cause, without what its driver hung on it', () => {
  const cause = new Error('below');
  const error = Object.assign(new Error('above', { cause }), { code: '57P01', client: { secretKey: 4711 } });
  const line = logged({ err: error });
  expect(JSON.parse(line)).toMatchObject({
    err: { name: 'Error', message: 'above', code: '57P01', cause: { message: 'below' } },
  });
  expect(line).not.toContain('4711');
});

test('fields named like secrets are left out', () => {
  expect(logged({ password: 'p4ss', request: { cookie: 'c00kie', token: 't0ken' } })).not.toMatch(/p4ss|c00kie|t0ken/);
});
