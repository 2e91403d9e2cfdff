import { createServer, type Server } from 'node:http';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiveUpload } from './upload.ts';

const LIMIT = 10_000;
let folder: string;
let server: Server;
let url: string;
/** What became of the uploads, in their order. */
const outcomes: (() => void)[] = [];
let last: Promise<unknown> = Promise.resolve();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'epm-upload-'));
  server = createServer((request, response) => {
    last = receiveUpload(request, folder, LIMIT).then(
      (upload) => ({ ...upload, fields: Object.fromEntries(upload.fields) }),
      (error: Error & { status?: number; code?: string }) => ({
        status: error.status,
        code: error.code ?? error.message,
      }),
    );
    void last.then((outcome) => {
      response.end(JSON.stringify(outcome));
      outcomes.shift()?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
  await rm(folder, { recursive: true });
});

const part = (name: string, content: string, fileName = 'a.csv') =>
  `--x\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\n\r\n${content}\r\n`;
const MULTIPART = { 'Content-Type': 'multipart/form-data; boundary=x' };

async function send(body: string): Promise<unknown> {
  // In pieces and without a length, as a browser does not but anybody may.
  const stream = new ReadableStream({
    start(controller) {
      for (let at = 0; at < body.length; at += 1_000) controller.enqueue(Buffer.from(body.slice(at, at + 1_000)));
      controller.close();
    },
  });
  const response = await fetch(url, {
    method: 'POST',
    headers: MULTIPART,
    body: stream,
    duplex: 'half',
  } as RequestInit);
  return response.json();
}

test('a file arrives whole, under a name of ours', async () => {
  const upload = (await send(`${part('file', 'a;b\n1;2\n', '../../étrange.csv')}--x--\r\n`)) as {
    id: string;
    path: string;
  };
  expect(upload).toMatchObject({ fileName: 'étrange.csv', size: 8, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(upload.path).toBe(join(folder, `${upload.id}.upload`));
  expect(await readFile(upload.path, 'utf8')).toBe('a;b\n1;2\n');
  await rm(upload.path);
});

test('more than the limit is refused while it arrives, and leaves nothing', async () => {
  expect(await send(`${part('file', 'x'.repeat(5 * LIMIT))}--x--\r\n`)).toEqual({ status: 413, code: 'too_large' });
  expect(await readdir(folder)).toEqual([]);
});

test('a connection that breaks off leaves nothing', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const over = new Promise<void>((resolve) => outcomes.push(resolve));
  socket.write(
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${MULTIPART['Content-Type']}\r\nContent-Length: 5000\r\n\r\n${part('file', 'half').slice(0, -2)}`,
  );
  const arrived = async (): Promise<boolean> => (await readdir(folder)).length === 1;
  while (!(await arrived())) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
  await over;
  expect(await last).toMatchObject({ status: 400, code: 'bad_form' });
  expect(await readdir(folder)).toEqual([]);
});
