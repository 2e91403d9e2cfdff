import { useTranslation } from 'react-i18next';
import type { ImportQuestion, ImportUnderstood } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import { Answer } from './answer.tsx';
import { QuestionCard } from './question-card.tsx';
import styles from './questions.module.css';
import { decimalExample } from './readings.ts';
import type { Editing } from './use-draft.ts';

interface Props {
  question: ImportQuestion;
  understood: ImportUnderstood;
  editing: Editing;
}

const NUMBERS = new Set<string | null>(['quantity', 'unitPrice', 'amount']);

export function DecimalQuestion({ question, understood, editing }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { draft, change } = editing;
  const samples = understood.columns.flatMap((column, index) =>
    NUMBERS.has(draft.fields[index] ?? null)
      ? [...column.samples, ...understood.sample.map((cells) => cells[index] ?? '')]
      : [],
  );
  return (
    <QuestionCard
      question={question}
      editing={editing}
      title={t('question.decimal_sign')}
      text={t('question.decimal_signText')}
    >
      <div className={styles['answers']}>
        {([',', '.'] as const).map((sign) => {
          const example = decimalExample(samples, sign);
          const digits = example === null || Number.isInteger(example.value) ? 0 : 3;
          return (
            <Answer
              key={sign}
              group="decimal_sign"
              value={sign === ',' ? 'comma' : 'point'}
              label={sign === ',' ? t('decimal.comma') : t('decimal.point')}
              chosen={draft.decimal === sign}
              onChoose={() => change({ ...draft, decimal: sign })}
            >
              {example !== null && (
                <span className={styles['meaning']}>
                  {t('question.means', { text: example.text, value: formats.decimal(example.value, digits) })}
                </span>
              )}
            </Answer>
          );
        })}
      </div>
    </QuestionCard>
  );
}
