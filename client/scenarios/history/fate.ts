import { msOf } from '../../../shared/scenario/clock.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { HistoryItem } from '../../../shared/planning/history.ts';

/** What has become of an entry, in words; empty where there is nothing to say. */
export function fateText(explainer: Explainer, item: HistoryItem): string {
  const { t, nameOf, when } = explainer;
  const { edit, undoneBy, supersededBy, lostTo } = item;
  const hand = (other: Edit) => ({ name: nameOf(other.by), at: when(msOf(other.at)) });
  switch (item.status) {
    case 'counts':
      return t('history.fate.counts');
    case 'lost':
      return lostTo ? t('history.fate.lost', hand(lostTo)) : t('history.fate.lostUnknown');
    case 'superseded':
      return supersededBy ? t('history.fate.superseded', hand(supersededBy)) : t('history.fate.supersededUnknown');
    case 'dead':
      // Taken back when a later value stood in its place already: the undo changed nothing.
      if (supersededBy) return t('history.fate.deadReplaced', hand(supersededBy));
      return undoneBy ? t('history.fate.dead', hand(undoneBy)) : t('history.fate.deadUnknown');
    case 'impossible':
      return t('history.fate.impossible', { reason: whyNot(explainer, item) });
    case 'silent':
      return edit.op === 'clear' || edit.op === 'target' ? t(`history.fate.${edit.op}`) : '';
  }
}

function whyNot({ t, words }: Explainer, { blocked }: HistoryItem): string {
  if (!blocked) return t('history.fate.notNow');
  const holds = blocked.holds.map(({ cell }) => words.cell(cell)).join(', ');
  const reason = t(`blocked.${blocked.reason}`);
  return holds ? `${reason} (${t('blocked.by', { holds })})` : reason;
}
