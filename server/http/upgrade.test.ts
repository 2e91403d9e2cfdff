import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { routeUpgrades, type UpgradeTarget } from './upgrade.ts';

let server: Server;

beforeAll(async () => {
  server = createServer();
  const target = (path: string, withoutOrigin: UpgradeTarget['withoutOrigin']): UpgradeTarget => ({
    path,
    withoutOrigin,
    handle: (_request, socket) => void socket.end(`HTTP/1.1 101 ${path}\r\n\r\n`),
  });
  const targets = [target('/live', 'without-cookie'), target('/sync/', 'never')];
  routeUpgrades(server, targets, { allowedOrigins: ['https://epm.example.fr'], log: createLog('silent') });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

function statusLine(path: string, headers: Record<string, string>): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const lines = Object.entries({ Host: 'epm.local', Connection: 'Upgrade', Upgrade: 'websocket', ...headers });
    socket.write(`GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('end', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
}

const SAME = { Origin: 'http://epm.local' };
const COOKIE = { Cookie: 'session=x' };

test.each([
  ['/live/?EIO=4', { ...SAME, ...COOKIE }, '101 /live'],
  ['/live/?EIO=4', { Origin: 'https://epm.example.fr', ...COOKIE }, '101 /live'],
  ['/live/', {}, '101 /live'],
  ['/live/', COOKIE, '403 Forbidden'],
  ['/live/', { Origin: 'http://evil.example' }, '403 Forbidden'],
  ['/live/', { Origin: 'null' }, '403 Forbidden'],
  ['/sync/a/siege', SAME, '101 /sync/'],
  ['/sync/a/siege', {}, '403 Forbidden'],
  ['/sync/a/siege', { Origin: 'http://epm.local.evil.example' }, '403 Forbidden'],
  ['/liveness', SAME, '404 Not Found'],
  ['/', SAME, '404 Not Found'],
])('an upgrade of %s with %j answers %s', async (path, headers, expected) => {
  expect(await statusLine(path, headers)).toBe(`HTTP/1.1 ${expected}`);
});
