import { describe, expect, test } from 'vitest';
import type { Role, User } from '../../shared/api/session.ts';
import { can, type Action, type Things, type Verdict } from './can.ts';
import type { Principal } from './user.ts';

const REGION = { kind: 'region', code: 'IDF' } as const;

function person(role: Role, scope: User['scope'] = role === 'manager' ? REGION : { kind: 'company' }): Principal {
  return {
    kind: 'user',
    sessionId: 's',
    user: { id: `u-${role}`, email: `${role}@x.example`, name: role, role, scope },
  };
}

const PEOPLE = [person('director'), person('analyst'), person('manager'), person('reader')];

type Row = [Verdict, Verdict, Verdict, Verdict];
const yes = 'allowed';
const no = 'forbidden';
const hidden = 'hidden';

function row<A extends Action>(action: A, thing: Things[A], expected: Row): [string, Verdict[], Row] {
  return [
    `${action} ${JSON.stringify(thing) ?? ''}`,
    PEOPLE.map((principal) => can(principal, action, thing)),
    expected,
  ];
}

describe('the table of roles: director, analyst, manager of IDF, reader', () => {
  test.each([
    row('live.read', { scope: { kind: 'company' } }, [yes, yes, hidden, yes]),
    row('live.read', { scope: REGION }, [yes, yes, yes, yes]),
    row('live.read', { scope: { kind: 'region', code: 'BRE' } }, [yes, yes, hidden, yes]),
    row('live.read', { scope: { kind: 'store', code: 'M001' }, region: 'IDF' }, [yes, yes, yes, yes]),
    row('live.read', { scope: { kind: 'store', code: 'M003' }, region: 'BRE' }, [yes, yes, hidden, yes]),
    row('live.read', { scope: { kind: 'store', code: 'M999' }, region: undefined }, [yes, yes, hidden, yes]),
    row('reference.read', undefined, [yes, yes, yes, yes]),
    row('sales.write', undefined, [no, no, no, no]),
    row('tillTotals.write', undefined, [yes, no, no, no]),
    row('tillTotals.correct', undefined, [yes, no, no, no]),
    row('days.read', { scope: { kind: 'store', code: 'M003' }, region: 'BRE' }, [yes, yes, hidden, yes]),
    row('days.close', undefined, [yes, yes, no, no]),
    row('days.reopen', undefined, [yes, no, no, no]),
    row('imports.write', undefined, [yes, yes, no, no]),
    row('imports.revert', { createdBy: 'u-analyst' }, [yes, yes, no, no]),
    row('imports.revert', { createdBy: 'u-director' }, [yes, no, no, no]),
    row('master.write', undefined, [yes, yes, no, no]),
    row('master.revert', { createdBy: 'u-director' }, [yes, no, no, no]),
    row('scenario.create', undefined, [yes, yes, no, no]),
    row('scenario.fork', undefined, [yes, yes, yes, no]),
    row('scenario.comment', undefined, [yes, yes, yes, no]),
    row('sheet.write', { sheet: 'siege', state: 'draft' }, [yes, yes, no, no]),
    row('sheet.write', { sheet: 'IDF', state: 'draft' }, [yes, yes, yes, no]),
    row('sheet.write', { sheet: 'BRE', state: 'draft' }, [yes, yes, no, no]),
    row('sheet.write', { sheet: 'IDF', state: 'submitted' }, [no, no, no, no]),
    row('sheet.write', { sheet: 'commons', state: 'approved' }, [yes, yes, yes, no]),
    row('sheet.submit', { sheet: 'IDF' }, [yes, yes, yes, no]),
    row('sheet.submit', { sheet: 'BRE' }, [yes, yes, no, no]),
    row('sheet.approve', undefined, [yes, yes, no, no]),
    row('scenario.publish', undefined, [yes, no, no, no]),
    row('accounts.manage', undefined, [yes, no, no, no]),
  ])('%s', (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });
});

test('a reader of one region sees that region only', () => {
  const reader = person('reader', REGION);
  expect(can(reader, 'live.read', { scope: REGION })).toBe('allowed');
  expect(can(reader, 'live.read', { scope: { kind: 'company' } })).toBe('hidden');
});

test('a machine client does what its scopes say and nothing of a person', () => {
  const till: Principal = { kind: 'client', clientId: 'caisse', scopes: ['sales'] };
  expect(can(till, 'sales.write')).toBe('allowed');
  expect(can(till, 'tillTotals.write')).toBe('allowed');
  expect(can(till, 'tillTotals.correct')).toBe('forbidden');
  expect(can(till, 'days.close')).toBe('forbidden');
  expect(can(till, 'imports.write')).toBe('forbidden');
  expect(can(till, 'scenario.read')).toBe('forbidden');
  expect(can(till, 'sheet.write', { sheet: 'siege', state: 'draft' })).toBe('forbidden');
  expect(can(till, 'live.read', { scope: { kind: 'company' } })).toBe('forbidden');
});

test('a machine client acts on its own imports only', () => {
  const loader: Principal = { kind: 'client', clientId: 'loader', scopes: ['imports'] };
  expect(can(loader, 'imports.revert')).toBe('allowed');
  expect(can(loader, 'imports.revert', { createdBy: 'client:loader' })).toBe('allowed');
  expect(can(loader, 'imports.revert', { createdBy: 'client:other' })).toBe('forbidden');
  expect(can(loader, 'imports.revert', { createdBy: 'u-director' })).toBe('forbidden');
});
