import { CircleCheck, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportQuestion } from '../../shared/api/imports.ts';
import styles from './questions.module.css';
import type { Editing } from './use-draft.ts';

interface Props {
  question: ImportQuestion;
  editing: Editing;
  title: string;
  text: string;
  children?: ReactNode;
}

/** One question as a group of fields, marked once it has an answer. */
export function QuestionCard({ question, editing, title, text, children }: Props) {
  const { t } = useTranslation('imports');
  const open = editing.open.includes(question);
  return (
    <fieldset
      className={styles['card']}
      data-open={open}
      data-question={question.code}
      data-testid={`question-${question.code}${question.field === undefined ? '' : `-${question.field}`}`}
    >
      <legend className={styles['question']}>
        {open ? (
          <CircleHelp size={18} aria-hidden className={styles['icon']} />
        ) : (
          <CircleCheck size={18} aria-hidden className={styles['icon']} />
        )}
        {title}
        {!open && <span className="visually-hidden"> ({t('question.answered')})</span>}
      </legend>
      <p className={styles['text']}>{text}</p>
      {children}
    </fieldset>
  );
}
