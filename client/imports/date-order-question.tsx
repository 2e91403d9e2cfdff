import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportQuestion, ImportUnderstood } from '../../shared/api/imports.ts';
import { dateText } from '../../shared/calendar/date-text.ts';
import { localDate, type LocalDate } from '../../shared/calendar/local-date.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { Answer } from './answer.tsx';
import { longDate } from './long-date.ts';
import { columnOf, type DateOrder } from './mapping-draft.ts';
import { QuestionCard } from './question-card.tsx';
import styles from './questions.module.css';
import { dateExample, hintRange, isInFuture } from './readings.ts';
import type { Editing } from './use-draft.ts';

interface Props {
  question: ImportQuestion;
  understood: ImportUnderstood;
  editing: Editing;
}

/** Two readings of the same dates, each with what a real value of the file would then mean. */
export function DateOrderQuestion({ question, understood, editing }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const language = useLanguage();
  const { draft, change } = editing;
  const column = columnOf(draft, 'date');
  const samples = [
    ...(understood.columns[column]?.samples ?? []),
    ...understood.sample.map((cells) => cells[column] ?? ''),
  ];
  const evidence = understood.columns[column]?.evidence;
  const { dmy = 0, mdy = 0 } = evidence?.counts ?? {};
  const text =
    evidence?.code === 'dates_mixed'
      ? t('question.date_orderMixed', { dmy: formats.count(dmy), mdy: formats.count(mdy) })
      : t('question.date_orderText');
  const [today] = useState(localToday);
  return (
    <QuestionCard question={question} editing={editing} title={t('question.date_order')} text={text}>
      <div className={styles['answers']}>
        {(['dmy', 'mdy'] as const satisfies readonly DateOrder[]).map((order) => {
          const example = dateExample(samples, order);
          const range = hintRange(question.hints?.[order]);
          return (
            <Answer
              key={order}
              group="date_order"
              value={order}
              label={t(`dateOrder.${order}`)}
              chosen={draft.dateOrder === order}
              onChoose={() => change({ ...draft, dateOrder: order })}
            >
              {example !== null && (
                <span className={styles['meaning']}>
                  {t('question.means', { text: example.text, value: longDate(example.value, language) })}
                </span>
              )}
              {range !== null && (
                <span className={styles['detail']}>
                  {t('question.range', { first: dateText(range.first), last: dateText(range.last) })}
                </span>
              )}
              {range !== null && isInFuture(range.last, today) && (
                <span className={styles['warning']}>{t('question.future')}</span>
              )}
            </Answer>
          );
        })}
      </div>
    </QuestionCard>
  );
}

function localToday(): LocalDate {
  const now = new Date();
  return localDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
