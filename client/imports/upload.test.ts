import { expect, it } from 'vitest';
import type { SendFile } from './send-file.ts';
import { createUpload } from './upload.ts';

const file = new File(['a;b'], 'ventes.csv');

/** A network that the test answers by hand. */
function network() {
  const sent: { options: SendFile; succeed: (id: string) => void; fail: (error: unknown) => void }[] = [];
  const send = (options: SendFile) =>
    new Promise<string>((succeed, fail) => void sent.push({ options, succeed, fail }));
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { send, sent, settled };
}

it('shows how much has left, then the id', async () => {
  const { send, sent, settled } = network();
  const upload = createUpload(send);
  upload.start(file, true);
  expect(sent[0]?.options.dryRun).toBe(true);
  sent[0]?.options.onProgress(0.4);
  expect(upload.state.get()).toEqual({ status: 'sending', file, fraction: 0.4 });
  sent[0]?.succeed('i1');
  await settled();
  expect(upload.state.get()).toEqual({ status: 'sent', file, id: 'i1' });
  upload.clear();
  expect(upload.state.get()).toEqual({ status: 'idle' });
});

it('sends one file at a time, and the same again after a failure', async () => {
  const { send, sent, settled } = network();
  const upload = createUpload(send);
  upload.start(file, false);
  upload.start(file, false);
  expect(sent).toHaveLength(1);
  sent[0]?.fail('down');
  await settled();
  expect(upload.state.get()).toEqual({ status: 'failed', file, dryRun: false, error: 'down' });
  upload.start(file, false);
  expect(sent).toHaveLength(2);
});

it('a cancelled upload does not come back by a late word', async () => {
  const { send, sent, settled } = network();
  const upload = createUpload(send);
  upload.start(file, false);
  upload.cancel();
  expect(sent[0]?.options.signal.aborted).toBe(true);
  sent[0]?.options.onProgress(0.9);
  sent[0]?.fail(new DOMException('', 'AbortError'));
  await settled();
  expect(upload.state.get()).toEqual({ status: 'idle' });
  upload.start(file, false);
  expect(sent).toHaveLength(2);
});
