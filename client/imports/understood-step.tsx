import type { Import, ImportUnderstood } from '../../shared/api/imports.ts';
import { ColumnList } from './column-list.tsx';
import { Questions } from './questions.tsx';
import { ReadingFacts } from './reading-facts.tsx';
import { RememberedNote } from './remembered-note.tsx';
import { SampleTable } from './sample-table.tsx';
import type { Editing } from './use-draft.ts';
import { WholeFile } from './whole-file.tsx';

interface Props {
  item: Import;
  understood: ImportUnderstood;
  editing: Editing;
}

/** What the file was taken for: questions first, then everything that was decided, with its reason, to correct. */
export function UnderstoodStep({ item, understood, editing }: Props) {
  const questions = item.status === 'needs_mapping' ? (item.questions ?? []) : [];
  return (
    <>
      {questions.length > 0 && <Questions questions={questions} understood={understood} editing={editing} />}
      {understood.remembered !== undefined && <RememberedNote item={item} remembered={understood.remembered} />}
      <ReadingFacts understood={understood} editing={editing} />
      <ColumnList understood={understood} editing={editing} />
      <WholeFile editing={editing} storeAsked={questions.some((question) => question.field === 'store')} />
      <SampleTable understood={understood} draft={editing.draft} />
    </>
  );
}
