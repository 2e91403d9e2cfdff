import { useMemo, useState } from 'react';
import type { Import, ImportQuestion } from '../../shared/api/imports.ts';
import { draftOf, isAnswered, isOtherSheet, missingFields, sameReading, type MappingDraft } from './mapping-draft.ts';
import { isCorrectable, isRunning } from './steps.ts';

/** Corrections of how the file is read, on the page only until they are sent. */
export interface Editing {
  readonly draft: MappingDraft;
  /** What the server understood. */
  readonly base: MappingDraft;
  readonly correctable: boolean;
  readonly edited: boolean;
  /** Questions without an answer yet. */
  readonly open: readonly ImportQuestion[];
  /** What every sale needs and no column or value gives. */
  readonly missing: ReturnType<typeof missingFields>;
  readonly change: (draft: MappingDraft) => void;
  readonly discard: () => void;
}

const NO_QUESTIONS: readonly ImportQuestion[] = [];

/** `mayAct`: whether this user may correct anything at all. */
export function useDraft(item: Import, mayAct: boolean): Editing | null {
  const { status, understood } = item;
  const questions: readonly ImportQuestion[] = item.questions ?? NO_QUESTIONS;
  const base = useMemo(
    () => (understood === undefined ? null : draftOf(understood, questions)),
    [understood, questions],
  );
  const [changed, setChanged] = useState<{ draft: MappingDraft; from: MappingDraft } | null>(null);
  if (base === null || understood === undefined) return null;
  const correctable = mayAct && isCorrectable(status);
  // Corrections belong to one reading of the server. Once sent they stay on the page until its next reading is there.
  const kept = changed !== null && changed.draft.fields.length === base.fields.length;
  const draft = kept && (isRunning(status) || (correctable && changed.from === base)) ? changed.draft : base;
  const elsewhere = isOtherSheet(draft, understood);
  return {
    draft,
    base,
    correctable,
    edited: !sameReading(draft, base) || draft.absent.length > 0,
    open:
      status === 'needs_mapping' && !elsewhere
        ? questions.filter((question) => !isAnswered(question, draft, base))
        : NO_QUESTIONS,
    missing: elsewhere ? [] : missingFields(draft),
    change: (next) => setChanged({ draft: next, from: base }),
    discard: () => setChanged(null),
  };
}
