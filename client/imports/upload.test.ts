import { expect, it } from 'vitest';
import type { SendFile } from './send-file.ts';
import { createUploads, isSending } from './upload.ts';

const file = (name: string) => new File(['a;b'], name);

/** A network that the test answers by hand. */
function network() {
  const sent: { options: SendFile; succeed: (id: string) => void; fail: (error: unknown) => void }[] = [];
  const uploads = createUploads(
    (options) => new Promise<string>((succeed, fail) => void sent.push({ options, succeed, fail })),
  );
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const shown = () => uploads.state.get().map((item) => `${item.file.name} ${item.status}`);
  return { uploads, sent, settled, shown };
}

it('shows how much has left, then the id', async () => {
  const { uploads, sent, settled } = network();
  uploads.add([file('a')], true);
  expect(sent[0]?.options.dryRun).toBe(true);
  sent[0]?.options.onProgress(0.4);
  expect(uploads.state.get()).toMatchObject([{ status: 'sending', fraction: 0.4 }]);
  sent[0]?.succeed('i1');
  await settled();
  expect(uploads.state.get()).toMatchObject([{ status: 'sent', id: 'i1' }]);
  uploads.clear();
  expect(uploads.state.get()).toEqual([]);
});

it('sends several one after the other, past one that fails, and that one again when asked', async () => {
  const { uploads, sent, settled, shown } = network();
  uploads.add([file('a'), file('b')], false);
  uploads.add([file('c')], false);
  expect([sent.length, shown()]).toEqual([1, ['a sending', 'b waiting', 'c waiting']]);
  sent[0]?.fail('down');
  await settled();
  expect(shown()).toEqual(['a failed', 'b sending', 'c waiting']);
  uploads.clear();
  expect(shown()).toEqual(['b sending', 'c waiting']);
  sent[1]?.fail('down');
  await settled();
  const [failed] = uploads.state.get();
  uploads.retry(failed?.key ?? 0);
  expect(shown()).toEqual(['b waiting', 'c sending']);
  sent[2]?.succeed('i3');
  await settled();
  expect([shown(), isSending(uploads.state.get())]).toEqual([['b sending', 'c sent'], true]);
  sent[3]?.succeed('i4');
  await settled();
  expect([shown(), isSending(uploads.state.get())]).toEqual([['b sent', 'c sent'], false]);
});

it('a stopped upload makes room for the next, and does not come back by a late word', async () => {
  const { uploads, sent, settled, shown } = network();
  uploads.add([file('a'), file('b')], false);
  uploads.remove(uploads.state.get()[0]?.key ?? 0);
  expect([sent[0]?.options.signal.aborted, shown()]).toEqual([true, ['b sending']]);
  sent[0]?.options.onProgress(0.9);
  sent[0]?.fail(new DOMException('', 'AbortError'));
  await settled();
  expect([sent.length, shown()]).toEqual([2, ['b sending']]);
});
