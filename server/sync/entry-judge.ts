import { COMMONS } from '../../shared/scenario/document.ts';
import { admitComment, admitEdit } from '../../shared/scenario/admit.ts';
import type { RefusalCode } from '../../shared/api/sync.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';
import type { Refusal } from '../../shared/scenario/admit.ts';
import type { EntryVerdict } from './gate.ts';

export type EntryJudge = (value: unknown, user: string) => EntryVerdict;

/**
 * @param now server time in ms
 * @param settledBefore entries stamped before come too late; 0: none does
 */
export function createEntryJudge(
  hierarchy: Hierarchy,
  sheet: string,
  now: () => number,
  settledBefore = 0,
): EntryJudge {
  const admit = sheet === COMMONS ? admitComment : admitEdit;
  return (value, user) => {
    const admitted = admit(value, { hierarchy, sheet, by: user, now: now(), settledBefore });
    if (admitted.ok) return { ok: true, id: admitted.entry.id };
    const id = (value as { id?: unknown } | null)?.id;
    return { ok: false, code: codeOf(admitted.refusal), entry: typeof id === 'string' ? id : undefined };
  };
}

function codeOf({ kind }: Refusal): RefusalCode {
  switch (kind) {
    case 'author':
      return 'author';
    case 'clock_ahead':
      return 'clock';
    case 'settled':
      return 'settled';
    case 'wrong_sheet':
    case 'malformed_address':
    case 'unknown_measure':
    case 'unknown_charge':
    case 'unknown_org':
    case 'unknown_category':
    case 'unknown_period':
    case 'category_not_total':
      return 'sheet';
    default:
      return 'schema';
  }
}
