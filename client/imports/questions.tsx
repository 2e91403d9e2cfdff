import { useTranslation } from 'react-i18next';
import type { ImportQuestion, ImportUnderstood } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import { ColumnQuestion } from './column-question.tsx';
import { DateOrderQuestion } from './date-order-question.tsx';
import { DecimalQuestion } from './decimal-question.tsx';
import { QuestionCard } from './question-card.tsx';
import styles from './questions.module.css';
import { SheetQuestion } from './sheet-question.tsx';
import type { Editing } from './use-draft.ts';

interface Props {
  questions: readonly ImportQuestion[];
  understood: ImportUnderstood;
  editing: Editing;
}

/** What the file does not settle by itself, each as a question with its answers. */
export function Questions({ questions, understood, editing }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const count = questions.length;
  return (
    <section aria-labelledby="questions" className={styles['list']} data-testid="import-questions">
      <h3 id="questions" className={styles['title']}>
        {t('question.title', { count, n: formats.count(count) })}
      </h3>
      {questions.map((question) => (
        <Question
          key={`${question.code} ${question.field ?? ''}`}
          question={question}
          understood={understood}
          editing={editing}
        />
      ))}
    </section>
  );
}

function Question({ question, understood, editing }: { question: ImportQuestion } & Omit<Props, 'questions'>) {
  const { t } = useTranslation('imports');
  const { code, field } = question;
  if (code === 'date_order') return <DateOrderQuestion question={question} understood={understood} editing={editing} />;
  if (code === 'decimal_sign') return <DecimalQuestion question={question} understood={understood} editing={editing} />;
  if (code === 'sheet') return <SheetQuestion question={question} editing={editing} />;
  if (field !== undefined)
    return <ColumnQuestion field={field} question={question} understood={understood} editing={editing} />;
  return <QuestionCard question={question} editing={editing} title={t('question.other')} text={question.message} />;
}
