import { expect, test } from 'vitest';
import { frenchSpacing } from './french-spacing.ts';

test('lines do not break before double signs, nor within guillemets', () => {
  const texts = { a: 'Z corrigé : « {{reason}} » ; et 5,5 % ?', deep: { b: 'Lu comme « {{name}} »', c: '10:30' } };
  const shown = JSON.stringify(frenchSpacing(texts)).replaceAll('\u00a0', '_');
  expect(JSON.parse(shown)).toEqual({
    a: 'Z corrigé_: «_{{reason}}_»_; et 5,5_%_?',
    deep: { b: 'Lu comme «_{{name}}_»', c: '10:30' },
  });
});
