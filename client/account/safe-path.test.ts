import { expect, it } from 'vitest';
import { safePath } from './safe-path.ts';

it('keeps where one was', () => {
  expect(safePath('/direct?scope=region%3AIDF')).toBe('/direct?scope=region%3AIDF');
  expect(safePath('/scenarios/1#a')).toBe('/scenarios/1#a');
});

it.each([
  null,
  '',
  'direct',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
])('goes home instead of %j', (next) => {
  expect(safePath(next)).toBe('/');
});
