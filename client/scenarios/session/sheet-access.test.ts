import { describe, expect, test } from 'vitest';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { lockReason } from './sheet-access.ts';
import { smallHierarchy } from '../testing.ts';
import type { LockReason, Sheets } from './sheet-access.ts';

const hierarchy = smallHierarchy();
const sheets = (writable: readonly string[], state: 'draft' | 'submitted' = 'draft'): Sheets =>
  ['siege', 'BRE', 'IDF'].map((id) => ({ id, access: writable.includes(id) ? 'write' : 'read', state, epoch: 1 }));
const reason = (
  cell: string,
  role: 'manager' | 'reader' | 'director',
  own: Sheets,
  closed = false,
): LockReason | undefined =>
  lockReason({ hierarchy, sheets: own, user: { role } }, mustParseCell(hierarchy, cell), closed);

describe('lockReason', () => {
  test('a manager writes in his region, and is told whose the rest is', () => {
    const own = sheets(['IDF']);
    expect(reason('ca_ttc|M:M003|*|2027', 'manager', own)).toBeUndefined();
    expect(reason('ca_ttc|M:M001|*|2027', 'manager', own)).toEqual({ kind: 'otherRegion', region: 'Bretagne' });
    expect(reason('ca_ttc|*|*|2027', 'manager', own)).toEqual({ kind: 'head' });
  });

  test('a computed measure, a closed month, a submitted region and a reader each have their reason', () => {
    const all = sheets(['siege', 'BRE', 'IDF']);
    expect(reason('marge|*|*|2027', 'director', all)).toEqual({ kind: 'computed', measure: 'marge' });
    expect(reason('ca_ttc|*|*|2027-01', 'director', all, true)).toEqual({ kind: 'closed' });
    expect(reason('ca_ttc|R:IDF|*|2027', 'director', sheets([], 'submitted'))?.kind).toBe('submitted');
    expect(reason('ca_ttc|R:IDF|*|2027', 'reader', sheets([]))).toEqual({ kind: 'reader' });
  });
});
