import { useTranslation } from 'react-i18next';
import type { ImportQuestion } from '../../shared/api/imports.ts';
import { Answer } from './answer.tsx';
import { QuestionCard } from './question-card.tsx';
import styles from './questions.module.css';
import type { Editing } from './use-draft.ts';

/** Several sheets of a workbook look like sales. */
export function SheetQuestion({ question, editing }: { question: ImportQuestion; editing: Editing }) {
  const { t } = useTranslation('imports');
  const { draft, change } = editing;
  return (
    <QuestionCard question={question} editing={editing} title={t('question.sheet')} text={t('question.sheetText')}>
      <div className={styles['answers']}>
        {(question.options ?? []).map((name) => (
          <Answer
            key={name}
            group="sheet"
            value={name}
            label={name}
            chosen={draft.sheet === name}
            onChoose={() => change({ ...draft, sheet: name })}
          />
        ))}
      </div>
    </QuestionCard>
  );
}
