import { createEncoder, toUint8Array, writeAny, writeUint8, writeVarString, writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { scanUpdate } from './scan.ts';
import { anEdit } from './testing/fixtures.ts';

const LIMITS = { entries: 2_000, values: 10_000 };

function updateOf(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

const codeOf = (update: Uint8Array): string => {
  const scan = scanUpdate(update, LIMITS);
  return scan.ok ? 'ok' : scan.code;
};

/** One item of `edits` whose only value is written by hand. */
function withValue(write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array {
  const encoder = createEncoder();
  for (const number of [1, 1, 7, 0]) writeVarUint(encoder, number);
  writeUint8(encoder, 8);
  writeVarUint(encoder, 1);
  writeVarString(encoder, 'edits');
  writeVarUint(encoder, 1);
  write(encoder);
  writeVarUint(encoder, 0);
  return toUint8Array(encoder);
}

describe('scanUpdate', () => {
  test('lets appended entries pass and tells where they stand', () => {
    const doc = new Y.Doc();
    doc.getArray('edits').push([anEdit(1), anEdit(2)]);
    doc.getArray('edits').push([anEdit(3)]);
    const scan = scanUpdate(Y.encodeStateAsUpdate(doc), LIMITS);
    expect(scan).toEqual({
      ok: true,
      blocks: [
        { client: doc.clientID, start: 0, end: 3, items: [{ clock: 0, length: 3, origin: null, root: 'edits' }] },
      ],
    });
  });

  test('an update of a document without entries is empty', () => {
    expect(scanUpdate(Y.encodeStateAsUpdate(new Y.Doc()), LIMITS)).toEqual({ ok: true, blocks: [] });
  });

  test.each<[string, (doc: Y.Doc) => void]>([
    ['content', (doc) => doc.getText('edits').insert(0, 'x')],
    ['content', (doc) => doc.getArray('edits').push([new Y.Map()])],
    ['content', (doc) => doc.getArray('edits').push([new Uint8Array(3)])],
    ['content', (doc) => doc.getArray('edits').push([{ deep: [[[[[1]]]]] }])],
    ['root', (doc) => doc.getMap('edits').set('key', 1)],
    ['count', (doc) => doc.getArray('edits').push(Array.from({ length: 2_001 }, (_, n) => n))],
    ['count', (doc) => doc.getArray('edits').push([Array.from({ length: 10_001 }, () => null)])],
    ['size', (doc) => doc.getArray('edits').push(['x'.repeat(100_000)])],
    ['schema', (doc) => doc.getArray('edits').push([{ ['k'.repeat(65)]: 1 }])],
  ])('[S6] refuses %s', (code, change) => {
    expect(codeOf(updateOf(change))).toBe(code);
  });

  test('[S6] refuses deletions', () => {
    const doc = new Y.Doc();
    doc.getArray('edits').push([1, 2]);
    const before = Y.encodeStateVector(doc);
    doc.getArray('edits').delete(0, 1);
    expect(codeOf(Y.encodeStateAsUpdate(doc, before))).toBe('deletion');
  });

  test('refuses what is not at the end', () => {
    const doc = new Y.Doc();
    doc.getArray('edits').push([1, 2]);
    const before = Y.encodeStateVector(doc);
    doc.getArray('edits').insert(1, [3]);
    expect(codeOf(Y.encodeStateAsUpdate(doc, before))).toBe('append');
  });

  test('refuses values that are no JSON, and a key that would replace the prototype', () => {
    expect(codeOf(withValue((encoder) => writeAny(encoder, 1)))).toBe('ok');
    expect(codeOf(withValue((encoder) => writeAny(encoder, undefined)))).toBe('content');
    expect(codeOf(withValue((encoder) => writeAny(encoder, 1n)))).toBe('content');
    const own = JSON.parse('{"__proto__": {"id": 1}}') as Record<string, never>;
    expect(codeOf(withValue((encoder) => writeAny(encoder, own)))).toBe('content');
  });

  test('[S6] counts that no bytes stand behind cost nothing', () => {
    const claims = [
      [0xc0, 0x9b, 0xde, 0x0f],
      [1, 0xc0, 0x9b, 0xde, 0x0f, 7, 0],
      [1, 1, 7, 0, 8, 1, 5, 101, 100, 105, 116, 115, 0xff, 0xff, 0xff, 0xff, 7],
      [1, 1, 7, 0, 8, 1, 5, 101, 100, 105, 116, 115, 1, 117, 0xff, 0xff, 0xff, 0xff, 7],
      [1, 1, 7, 0, 8, 1, 5, 101, 100, 105, 116, 115, 1, 119, 0xff, 0xff, 0xff, 0xff, 7],
    ];
    const before = process.memoryUsage().heapUsed;
    for (let round = 0; round < 1_000; round++) {
      for (const bytes of claims) expect(codeOf(Uint8Array.from(bytes))).toBe('malformed');
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200e6);
  });

  test('refuses trailing bytes, cut bytes and a client that appears twice', () => {
    const update = updateOf((doc) => doc.getArray('edits').push([anEdit(1)]));
    expect(codeOf(Uint8Array.from([...update, 0]))).toBe('malformed');
    for (let length = 0; length < update.length; length++) expect(codeOf(update.subarray(0, length))).toBe('malformed');
    const block = update.subarray(1, -1);
    expect(codeOf(Uint8Array.from([2, ...block, ...block, 0]))).toBe('malformed');
  });
});
