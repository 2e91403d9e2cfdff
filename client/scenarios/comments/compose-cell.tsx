import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sayComment } from '../../../shared/scenario/comment-intent.ts';
import { useStore } from '../session/use-plan-version.ts';
import { cellValue } from './cell-value.ts';
import { Composer } from './composer.tsx';
import { newDraft, useDraft } from './drafts.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { Named } from './mentions.ts';

interface Props {
  readonly cell: string;
  readonly context: PanelContext;
  readonly people: readonly Named[];
}

/** Begins a thread on the active cell; what was begun stays with its cell while one moves around. */
export function ComposeCell({ cell, context: { session, desk, user, explainer, goTo }, people }: Props) {
  const { t } = useTranslation('scenarios');
  const box = useRef<{ focus: () => void }>(null);
  const asked = useStore(desk.asked);
  const [draft, setDraft] = useDraft(desk.drafts, newDraft(cell));
  useEffect(() => {
    if (!asked) return;
    box.current?.focus();
    const typed = desk.settle();
    if (typed !== '') setDraft((draft ?? '') + typed);
  }, [asked, desk, draft, setDraft]);
  return (
    <Composer
      ref={box}
      label={t('comments.compose', { cell: explainer.words.cell(cell) })}
      placeholder={t('comments.placeholder')}
      text={draft ?? ''}
      onText={(text) => setDraft(text === '' ? undefined : text)}
      people={people.filter(({ id }) => id !== user.id)}
      send={t('comments.send')}
      onSend={(text) => {
        session.comments.post((author) => sayComment(author, cell, text, cellValue(session, cell)));
        setDraft(undefined);
      }}
      onLeave={() => goTo(cell)}
      testid="comment-box"
    />
  );
}
