import { expect, it } from 'vitest';
import { expireSession } from './session-state.ts';

const user = {
  id: '0b9d6f8e-6c43-4d57-9a55-6a2f3b0c7d11',
  email: 'lea@demo.example',
  name: 'Léa Durand',
  role: 'analyst' as const,
  scope: { kind: 'company' as const },
};

it('keeps who was signed in when the session expires, so that his page stays', () => {
  expect(expireSession({ status: 'signedIn', user })).toEqual({ status: 'expired', user });
  expect(expireSession({ status: 'expired', user })).toEqual({ status: 'expired', user });
});

it('has nothing to keep where nobody was signed in', () => {
  expect(expireSession({ status: 'signedOut' })).toEqual({ status: 'signedOut' });
  expect(expireSession(undefined)).toEqual({ status: 'signedOut' });
});
