import { useEffect, useState } from 'react';
import { movedText, previewWords } from './draft-note.ts';
import { readText } from './edit-text.ts';
import { usePlanVersion, useStore } from '../session/use-plan-version.ts';
import type { EditorWords } from '../../grid/editor-note.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { BelowDraft } from './draft-note.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { CellFacts, GridReader } from '../sheet/grid-reader.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Store } from '../../ui/store.ts';

/**
 * Somebody who types is told once he rests. The engine may work on it for a while, and Enter is to find it idle: who goes
 * on within this time had no eyes for it.
 */
const PAUSE_MS = 300;

interface Props {
  readonly session: PlanSession;
  readonly reader: GridReader;
  readonly explainer: Explainer;
  readonly position: CellPosition | undefined;
  readonly draft: Store<string | undefined>;
  readonly tell: (words: EditorWords) => void;
}

/**
 * Says below the editor what the entry would do, and when the value beneath it moves; has the engine work out meanwhile what
 * Enter will show. Shows nothing itself: it is a
 * component so that a key pressed renders no more than this.
 */
export function DraftNote({ session, reader, explainer, position, draft: typed, tell }: Props) {
  const draft = useStore(typed);
  const version = usePlanVersion(session);
  const facts = position && reader.facts(position);
  const below = useBelow(draft === undefined ? undefined : facts);
  const moved = below && movedText(explainer, below, reader.full);
  const address = facts?.address;
  const value = facts?.value ?? null;

  useEffect(() => {
    if (draft === undefined || address === undefined) return undefined;
    let stale = false;
    tell({ warning: moved });
    const parsed = readText(draft, explainer.locale, value);
    if (!parsed.ok) return undefined;
    const proposed = session.commands.propose([{ cell: address, kind: 'enter', intent: parsed.intent }]);
    const prepare = async (): Promise<void> => {
      const [entry] = await proposed;
      if (entry) await session.foresee(entry);
    };
    const look = async (): Promise<void> => {
      const { hint, warning } = previewWords(explainer, await session.engine.preview(await proposed));
      if (!stale) tell({ hint, warning: [moved, warning].filter((line) => line !== undefined).join('\n') });
    };
    // The engine's end is told by the page.
    void prepare().catch(() => undefined);
    const timer = setTimeout(() => void look().catch(() => undefined), PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [session, explainer, tell, draft, address, value, moved, version]);
  return null;
}

/** The value below the draft when it was begun, and now. */
function useBelow(facts: CellFacts | undefined): BelowDraft | undefined {
  const [begun, setBegun] = useState<CellFacts>();
  if (facts?.address !== begun?.address) setBegun(facts);
  if (!facts || !begun) return undefined;
  const { typed, moved } = facts.state;
  const by = typed && (!moved || typed.at > moved.at) ? typed : moved;
  return { before: begun.value, after: facts.value, by };
}
