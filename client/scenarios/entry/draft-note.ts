import type { EditorWords } from '../../grid/editor-note.ts';
import { blockedText } from '../sheet/explain.ts';
import type { Preview } from '../../../shared/planning/preview.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Explainer } from '../sheet/explain.ts';

/** The value below an editor, when it was opened and now. */
export interface BelowDraft {
  readonly before: number | null;
  readonly after: number | null;
  /** The entry that moved it last. */
  readonly by: Edit | undefined;
}

/** That the value moved while one types; `undefined` while it has not. */
export function movedText(
  { t, nameOf }: Explainer,
  { before, after, by }: BelowDraft,
  full: (value: number | null) => string,
): string | undefined {
  const [was, is] = [full(before), full(after)];
  if (was === is) return undefined;
  return by
    ? t('entry.draft.moved', { before: was, after: is, name: nameOf(by.by) })
    : t('entry.draft.movedAlone', { before: was, after: is });
}

/** « 12 magasins, 3 personnes touchées : Léa, Max » of what is being typed, or why it would change nothing. */
export function previewWords(explainer: Explainer, preview: Preview): EditorWords {
  const { t, nameOf } = explainer;
  const stuck = preview.edits.find((edit) => edit.status === 'impossible');
  if (stuck?.status === 'impossible') return { warning: `${t('blocked.title')} : ${blockedText(explainer, stuck)}` };
  const names = preview.authors.map(({ by }) => nameOf(by));
  const people =
    names.length > 0
      ? [t('entry.draft.people', { count: names.length, names: names.join(', ') })]
      : [t('entry.draft.nobody')];
  if (preview.leaves <= 1 && names.length === 0) return {};
  return { hint: [t('entry.draft.stores', { count: preview.stores }), ...people].join(' · ') };
}
