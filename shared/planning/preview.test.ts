import { describe, expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Edit } from './edit.ts';

const plan = (edits: readonly Edit[]) => createEngine({ hierarchy: smallHierarchy, base: smallBase(), edits });
const lock = { lock: true as const };

describe('a preview', () => {
  test('of an edit on the company counts stores, leaves and the authors of the values inside', () => {
    const lea = entry(1, 'set', 'ca_ttc|M:M1|*|2027-01', 90, { by: 'lea' });
    const bob = entry(2, 'pct', 'ca_ttc|M:M3|C:TEX|2027', 0.1, { by: 'bob' });
    const more = entry(3, 'set', 'ca_ttc|R:SUD|*|2027', 950, { by: 'bob' });
    const own = entry(4, 'set', 'ca_ttc|M:M2|*|2027', 950);
    const told = plan([lea, bob, more, own]).preview([entry(9, 'pct', 'ca_ttc|*|*|2027', 0.05)]);
    expect(told).toEqual({
      stores: 3,
      leaves: 72,
      authors: [
        {
          by: 'bob',
          entries: [
            { edit: bob, how: 'moved' },
            { edit: more, how: 'moved' },
          ],
        },
        { by: 'lea', entries: [{ edit: lea, how: 'moved' }] },
      ],
      held: [],
      restored: [],
      edits: [{ edit: entry(9, 'pct', 'ca_ttc|*|*|2027', 0.05), status: 'counts' }],
      blocks: [],
    });
    expect(structuredClone(told)).toEqual(told);
  });

  test('touches nobody whose cell reaches beyond the block, whose rate stays, or whose value is held', () => {
    const region = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, { by: 'lea' });
    const price = entry(2, 'set', 'prix|M:M1|C:TEX|2027-01', 5, { by: 'lea' });
    const held = entry(3, 'set', 'ca_ttc|M:M1|C:ALI|2027-01', 60, { by: 'bob', ...lock });
    const told = plan([region, price, held]).preview([entry(9, 'pct', 'ca_ttc|M:M1|*|2027', 0.05)]);
    expect(told).toMatchObject({ stores: 1, leaves: 23, authors: [], restored: [] });
    expect(told.held).toEqual([{ cell: held.cell, edit: held, target: 60 }]);
  });

  test('tells whose hold is kept, and whose value beside the block moves for it', () => {
    const hold = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, { by: 'lea', ...lock });
    const beside = entry(2, 'set', 'ca_ttc|M:M2|*|2027', 900, { by: 'bob' });
    const told = plan([hold, beside]).preview([entry(9, 'set', 'ca_ttc|M:M1|*|2027', 1200)]);
    expect(told).toMatchObject({ stores: 2, leaves: 48, held: [] });
    expect(told.restored.map(({ cell, target }) => [cell, target])).toEqual([[hold.cell, 2000]]);
    expect(told.authors).toEqual([
      { by: 'bob', entries: [{ edit: beside, how: 'moved' }] },
      { by: 'lea', entries: [{ edit: hold, how: 'hold' }] },
    ]);
  });

  test('a price edit keeps the revenue held inside its block by moving units', () => {
    const hold = entry(1, 'set', 'ca_ttc|M:M1|*|2027', 1000, { by: 'lea', ...lock });
    const told = plan([hold]).preview([entry(9, 'pct', 'prix|R:IDF|*|2027', 0.1)]);
    expect(told.authors).toEqual([{ by: 'lea', entries: [{ edit: hold, how: 'hold' }] }]);
  });

  test('a value in place of a colleague’s touches its author, and what moves with the changed past', () => {
    const lea = entry(1, 'set', 'ca_ttc|M:M1|*|2027', 500, { by: 'lea' });
    const region = entry(2, 'set', 'ca_ttc|R:IDF|*|2027', 3000, { by: 'bob' });
    const told = plan([lea, region]).preview([entry(9, 'set', lea.cell, 1500, { over: ['e1'] })]);
    // Without Léa's 500 the region had been spread evenly: the other store moves too.
    expect(told).toMatchObject({ stores: 2, authors: [{ by: 'lea', entries: [{ edit: lea, how: 'replaced' }] }] });
    const loses = plan([lea]).preview([entry(9, 'set', lea.cell, 1500)]);
    expect(loses.authors).toEqual([{ by: 'lea', entries: [{ edit: lea, how: 'replaced' }] }]);
  });

  test('an undo touches whoever built on it', () => {
    const own = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 3840);
    const lea = entry(2, 'pct', 'ca_ttc|M:M1|*|2027', 0.1, { by: 'lea' });
    const told = plan([own, lea]).preview([entry(9, 'undo', own.cell, undefined, { over: ['e1'] })]);
    expect(told).toMatchObject({ stores: 2, leaves: 48 });
    expect(told.authors).toEqual([{ by: 'lea', entries: [{ edit: lea, how: 'moved' }] }]);
  });

  test('an impossible edit touches nobody and says why; the others of its group are told apart', () => {
    const hold = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, { by: 'lea', ...lock });
    const blocked = entry(8, 'set', 'ca_ttc|M:M1|*|2027', 2500);
    const fine = entry(9, 'pct', 'charges:loyer|M:M3|*|2027-Q1', 0.1);
    const told = plan([hold]).preview([blocked, fine]);
    expect(told).toMatchObject({ stores: 1, leaves: 3, authors: [] });
    expect(told.edits).toMatchObject([
      { status: 'impossible', reason: 'unmet_hold', holds: [{ cell: hold.cell }] },
      { status: 'counts' },
    ]);
  });

  test('tells which entries would become impossible', () => {
    const own = entry(1, 'pct', 'ca_ttc|R:IDF|*|2027', 1);
    const lea = entry(2, 'add', 'ca_ttc|M:M1|*|2027', -1500, { by: 'lea' });
    const told = plan([own, lea]).preview([entry(9, 'undo', own.cell, undefined, { over: ['e1'] })]);
    expect(told.blocks).toEqual([{ edit: lea, reason: 'negative', holds: [] }]);
    expect(told.authors).toEqual([{ by: 'lea', entries: [{ edit: lea, how: 'moved' }] }]);
  });

  test('what moves no leaf touches nothing', () => {
    const told = plan([]).preview([entry(9, 'target', 'ca_ttc|*|*|2027', 5000)]);
    expect(told).toMatchObject({ stores: 0, leaves: 0, authors: [], edits: [{ status: 'silent' }] });
    expect(plan([]).preview([])).toMatchObject({ stores: 0, leaves: 0, edits: [] });
  });
});
