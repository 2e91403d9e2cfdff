import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('nothing set gives a demo on the embedded database', () => {
  expect(readConfig({})).toMatchObject({
    port: 8000,
    host: '127.0.0.1',
    demo: true,
    demoLive: true,
    databaseUrl: undefined,
  });
});

test('an outside database is no demo unless asked', () => {
  const DATABASE_URL = 'postgres://epm@db/epm';
  expect(readConfig({ DATABASE_URL })).toMatchObject({ demo: false, demoLive: false });
  expect(readConfig({ DATABASE_URL, DEMO: '1' })).toMatchObject({ demo: true, demoLive: true });
});

test('an empty variable counts as unset', () => {
  expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ port: 8000, databaseUrl: undefined });
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '70000'],
  ['DEMO', 'yes'],
  ['DAYS_CLOSE_AFTER', '0'],
  ['DAYS_CLOSE_AFTER', 'three'],
  ['DATABASE_URL', 'mysql://x/y'],
  ['REDIS_URL', 'localhost:6379'],
  ['DEMO_PASSWORD', 'short'],
  ['ALLOWED_ORIGINS', 'https://a.example/'],
  ['TRUST_PROXY', 'true'],
])('%s=%s is refused in one line that names it', (name, value) => {
  const attempt = () => readConfig({ [name]: value });
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(new RegExp(`^${name}: [^\n]+$`));
});
