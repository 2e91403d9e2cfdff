import { NativeSelect } from '@mantine/core';
import { CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MasterMapping, MasterOutcome, MasterQuestion } from '../../../shared/api/master-imports.ts';
import { dateText } from '../../../shared/calendar/date-text.ts';
import { Answer } from '../answer.tsx';
import styles from '../questions.module.css';
import { hintRange } from '../readings.ts';
import panel from './file-panel.module.css';
import { settled } from './column-choice.tsx';

interface Props {
  outcome: MasterOutcome;
  disabled: boolean;
  onAnswer: (mapping: MasterMapping) => void;
}

/** What the file does not settle; each answer compares it again. */
export function OpenQuestions({ outcome, disabled, onAnswer }: Props) {
  const { t } = useTranslation('imports');
  return (
    <section
      className={`${panel['panel']} ${styles['list']}`}
      aria-label={t('master.bar.questions')}
      data-testid="master-questions"
    >
      {outcome.questions.map((question) => (
        <fieldset
          key={`${question.code}-${question.field ?? ''}`}
          className={styles['card']}
          data-open
          disabled={disabled}
          data-testid={`master-question-${question.code}`}
        >
          <legend className={styles['question']}>
            <CircleHelp size={18} aria-hidden className={styles['icon']} />
            <Title question={question} />
          </legend>
          <Choices question={question} given={settled(outcome)} onAnswer={onAnswer} />
        </fieldset>
      ))}
    </section>
  );
}

function Title({ question: { code, field } }: { question: MasterQuestion }) {
  const { t } = useTranslation('imports');
  if (code === 'date_order') return t('question.date_order');
  if (code === 'decimal_sign') return t('question.decimal_sign');
  const words = { field: field === undefined ? '' : t(`master.field.${field}`) };
  return code === 'unknown_header' ? t('question.unknown_header', words) : t('question.missing_column.other', words);
}

interface ChoicesProps {
  question: MasterQuestion;
  given: MasterMapping;
  onAnswer: (mapping: MasterMapping) => void;
}

function Choices({ question, given, onAnswer }: ChoicesProps) {
  const { t } = useTranslation('imports');
  const { code, field, hints } = question;
  if (code === 'date_order') {
    return (
      <>
        <p className={styles['text']}>{t('question.date_orderText')}</p>
        <div className={styles['answers']}>
          {(['dmy', 'mdy'] as const).map((order) => {
            const range = hintRange(hints?.[order]);
            return (
              <Answer
                key={order}
                group="master-date-order"
                value={order}
                label={t(`dateOrder.${order}`)}
                chosen={false}
                onChoose={() => onAnswer({ ...given, dateOrder: order })}
              >
                {range !== null && (
                  <span className={styles['detail']}>
                    {t('question.range', { first: dateText(range.first), last: dateText(range.last) })}
                  </span>
                )}
              </Answer>
            );
          })}
        </div>
      </>
    );
  }
  if (code === 'decimal_sign') {
    return (
      <>
        <p className={styles['text']}>{t('question.decimal_signText')}</p>
        <div className={styles['answers']}>
          {([',', '.'] as const).map((sign) => (
            <Answer
              key={sign}
              group="master-decimal"
              value={sign}
              label={t(sign === ',' ? 'decimal.comma' : 'decimal.point')}
              chosen={false}
              onChoose={() => onAnswer({ ...given, decimal: sign })}
            />
          ))}
        </div>
      </>
    );
  }
  return (
    <>
      <p className={styles['text']}>{t('question.missing_columnText')}</p>
      <div className={styles['fields']}>
        <NativeSelect
          className={styles['field'] ?? ''}
          label={t('question.column')}
          value=""
          onChange={({ currentTarget: { value } }) => {
            if (field !== undefined && value !== '')
              onAnswer({ ...given, columns: { ...given.columns, [field]: value } });
          }}
          data={[{ value: '', label: t('question.pickColumn') }, ...question.options]}
        />
      </div>
    </>
  );
}
