import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { TakeBack } from './commands.ts';
import type { PlanWords, Words } from '../sheet/plan-words.ts';

/** What the last gesture did, where the grid itself does not show it. */
export type Notice =
  | { readonly kind: 'takenBack'; readonly what: TakeBack }
  | { readonly kind: 'nothingLeft'; readonly of: TakeBack['kind'] }
  /** Why a gesture did nothing. */
  | { readonly kind: 'refused'; readonly text: string }
  | {
      readonly kind: 'written';
      readonly how: 'paste' | 'fill' | 'enter';
      readonly values: number;
      readonly refused: number;
      readonly covered: number;
    };

export interface NoticeContext {
  readonly t: Words;
  readonly words: PlanWords;
  readonly hierarchy: Hierarchy;
  readonly nameOf: (user: string) => string;
}

/** Whether something did not go as the gesture asked. */
export function isWarning(notice: Notice): boolean {
  if (notice.kind === 'takenBack') return notice.what.stays.length > 0;
  return notice.kind !== 'written' || notice.refused > 0;
}

/** The notice in a sentence. */
export function noticeText({ t, words, nameOf }: NoticeContext, notice: Notice): string {
  switch (notice.kind) {
    case 'nothingLeft':
      return t(notice.of === 'undo' ? 'entry.notice.nothingToUndo' : 'entry.notice.nothingToRedo');
    case 'refused':
      return notice.text;
    case 'written':
      return [
        t(`entry.notice.${notice.how}`, { count: notice.values }),
        ...(notice.covered > 0 ? [t('entry.notice.covered', { count: notice.covered })] : []),
        ...(notice.refused > 0 ? [t('entry.notice.refused', { count: notice.refused })] : []),
      ].join(' · ');
    case 'takenBack': {
      const { kind, entries, stays } = notice.what;
      const where =
        entries.length === 1 ? words.cell(entries[0]?.cell ?? '') : t('entry.notice.cells', { count: entries.length });
      if (stays.length === 0) return t(kind === 'undo' ? 'entry.notice.undone' : 'entry.notice.redone', { where });
      const names = namesOf(stays, nameOf);
      if (stays.length === entries.length) return t('entry.notice.noEffect', { count: entries.length, names, where });
      return t('entry.notice.partly', { count: stays.length, total: entries.length, names });
    }
  }
}

function namesOf(edits: readonly Edit[], nameOf: (user: string) => string): string {
  return [...new Set(edits.map(({ by }) => nameOf(by)))].join(', ');
}
