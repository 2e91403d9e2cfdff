import { cellValue } from './cell-value.ts';
import { newestMessage } from './thread-views.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { TFunction } from 'i18next';

/** What a cell's note says of the comments on it: the first line of the newest one, under its author. */
export function commentNote(
  session: PlanSession,
  explainer: Explainer,
  t: TFunction<'scenarios'>,
  address: string,
): string[] {
  const newest = newestMessage(session.comments.of(address), cellValue(session, address));
  if (!newest) return [];
  return [t('comments.note', { name: explainer.nameOf(newest.by), text: newest.text.split('\n')[0] ?? '' })];
}
