import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { QUOTA } from '../../shared/scenario/quota.ts';
import { judgeUpdate, UPDATE_LIMITS } from './gate.ts';
import { anEdit, entryId, judgeFor, LEA, MAX, NOW } from './testing/fixtures.ts';
import type { GateView, Verdict } from './gate.ts';

/** A document the server knows, and a view of it for Léa. */
function known(doc: Y.Doc, changes: Partial<GateView> = {}): GateView {
  const judge = judgeFor('IDF');
  const ids = new Set(doc.getArray<{ id: string }>('edits').map(({ id }) => id));
  return {
    root: 'edits',
    user: LEA,
    mayWrite: true,
    clock: (client) => Y.getState(doc.store, client),
    owner: () => undefined,
    holds: (id) => ids.has(id),
    room: () => QUOTA,
    judgeEntry: (value) => judge(value, LEA),
    ...changes,
  };
}

function docWith(...entries: unknown[]): Y.Doc {
  const doc = new Y.Doc();
  if (entries.length > 0) doc.getArray('edits').push(entries);
  return doc;
}

/** A second document with the same content, and what it adds. */
function addition(base: Y.Doc, ...entries: unknown[]): { doc: Y.Doc; update: Uint8Array } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
  doc.getArray('edits').push(entries);
  return { doc, update: Y.encodeStateAsUpdate(doc, Y.encodeStateVector(base)) };
}

const judge = (update: Uint8Array, view: GateView): Verdict => judgeUpdate(update, view, UPDATE_LIMITS);
const codeOf = (verdict: Verdict): string => (verdict.kind === 'refused' ? verdict.code : verdict.kind);

describe('judgeUpdate', () => {
  test('[S7] takes entries appended by their author', () => {
    const base = docWith(anEdit(1));
    const { doc, update } = addition(base, anEdit(2), anEdit(3));
    expect(judge(update, known(base))).toEqual({
      kind: 'news',
      bytes: update,
      client: doc.clientID,
      end: 2,
      ids: [entryId(2), entryId(3)],
      weight: 2,
    });
  });

  test('says nothing new of an empty update, of what is known, and of a reader who sends only that', () => {
    const base = docWith(anEdit(1));
    expect(judge(Y.encodeStateAsUpdate(new Y.Doc()), known(base)).kind).toBe('nothing');
    expect(judge(Y.encodeStateAsUpdate(base), known(base, { mayWrite: false })).kind).toBe('nothing');
  });

  test.each<[string, Record<string, unknown>]>([
    ['sheet', anEdit(2, { cell: 'ca_ttc|R:BRE|*|2027-03' })],
    ['sheet', anEdit(2, { cell: 'ca_ttc|*|*|2027-03' })],
    ['sheet', anEdit(2, { cell: 'ca_ttc|M:M999|*|2027-03' })],
    ['sheet', anEdit(2, { op: 'target' })],
    ['author', anEdit(2, { by: MAX })],
    ['clock', anEdit(2, { at: (NOW + 301_000) * 1000 })],
    ['schema', anEdit(2, { v: Number.NaN })],
    ['schema', anEdit(2, { v: '12' })],
    ['schema', anEdit(2, { v: 2e15 })],
    ['schema', anEdit(2, { extra: 1 })],
    ['schema', anEdit(2, { id: 'no uuid' })],
    ['schema', anEdit(2, { cell: 'marge|R:IDF|*|2027' })],
    ['duplicate', anEdit(1)],
  ])('[S7] refuses %s', (code, entry) => {
    const base = docWith(anEdit(1));
    expect(codeOf(judge(addition(base, entry).update, known(base)))).toBe(code);
  });

  test('names the entry at fault', () => {
    const base = docWith();
    const { update } = addition(base, anEdit(1), anEdit(2, { by: MAX }));
    expect(judge(update, known(base))).toEqual({ kind: 'refused', code: 'author', entry: entryId(2) });
  });

  test('[S6] refuses a reader, a client id of somebody else, a gap, two writers at once and another list', () => {
    const base = docWith(anEdit(1));
    const { doc, update } = addition(base, anEdit(2));
    expect(codeOf(judge(update, known(base, { mayWrite: false })))).toBe('rights');
    expect(codeOf(judge(update, known(base, { owner: () => MAX })))).toBe('client');

    doc.getArray('edits').push([anEdit(3)]);
    const later = Y.diffUpdate(Y.encodeStateAsUpdate(doc), Y.encodeStateVector(new Map([[doc.clientID, 1]])));
    expect(codeOf(judge(later, known(base, { clock: (id) => (id === doc.clientID ? 0 : 1) })))).toBe('gap');

    const second = addition(base, anEdit(4));
    expect(codeOf(judge(Y.mergeUpdates([update, second.update]), known(base)))).toBe('client');

    const other = new Y.Doc();
    other.getArray('others').push([anEdit(5)]);
    expect(codeOf(judge(Y.encodeStateAsUpdate(other), known(docWith())))).toBe('root');
  });

  test('[S6] refuses what stands behind something that is not there', () => {
    const base = docWith(anEdit(1));
    const { update } = addition(base, anEdit(2));
    expect(codeOf(judge(update, known(docWith())))).toBe('append');
  });

  test('of an update that repeats what is known keeps only the rest, even where the repetition is forged', () => {
    const base = docWith(anEdit(1));
    const forged = new Y.Doc();
    forged.clientID = base.clientID;
    forged.getArray('edits').push([anEdit(9), anEdit(2)]);
    const verdict = judge(Y.encodeStateAsUpdate(forged), known(base));
    expect(verdict.kind).toBe('news');
    if (verdict.kind !== 'news') return;
    expect(verdict.ids).toEqual([entryId(2)]);
    const late = new Y.Doc();
    Y.applyUpdate(late, verdict.bytes);
    expect(late.getArray('edits').length).toBe(0);
    Y.applyUpdate(late, Y.encodeStateAsUpdate(base));
    expect(late.getArray('edits').toArray()).toEqual([anEdit(1), anEdit(2)]);
  });

  test('[S6] takes 2,000 entries at once and no more', () => {
    const base = docWith();
    const many = (count: number): unknown[] => Array.from({ length: count }, (_, n) => anEdit(n));
    expect(codeOf(judge(addition(base, ...many(2_000)).update, known(base)))).toBe('news');
    expect(codeOf(judge(addition(base, ...many(2_001)).update, known(base)))).toBe('count');
  });
});
