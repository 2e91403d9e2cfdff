import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportField, ImportQuestion, ImportUnderstood } from '../../shared/api/imports.ts';
import { columnOf, setAbsent, setConstant, setField } from './mapping-draft.ts';
import { QuestionCard } from './question-card.tsx';
import styles from './questions.module.css';
import { StoreField } from './store-field.tsx';
import type { Editing } from './use-draft.ts';

interface Props {
  field: ImportField;
  question: ImportQuestion;
  understood: ImportUnderstood;
  editing: Editing;
}

/** Something every sale needs, or that was announced, and no column was recognised for. */
export function ColumnQuestion({ field, question, understood, editing }: Props) {
  const { t } = useTranslation('imports');
  const words = { field: t(`field.${field}`) };
  return (
    <QuestionCard
      question={question}
      editing={editing}
      title={useTitle(field, question.code)}
      text={t(textKey(question.code), words)}
    >
      <div className={styles['fields']}>
        <ColumnChoice field={field} question={question} understood={understood} editing={editing} />
        {question.code !== 'unknown_header' && <WholeFileValue field={field} editing={editing} />}
      </div>
    </QuestionCard>
  );
}

function useTitle(field: ImportField, code: string): string {
  const { t } = useTranslation('imports');
  const words = { field: t(`field.${field}`) };
  if (code === 'wrong_column') return t('question.wrong_column', words);
  if (code !== 'missing_column') return t('question.unknown_header', words);
  if (field === 'date' || field === 'store' || field === 'quantity' || field === 'amount') {
    return t(`question.missing_column.${field}`);
  }
  return t('question.missing_column.other', words);
}

function textKey(code: string) {
  if (code === 'wrong_column') return 'question.wrong_columnText' as const;
  return code === 'missing_column'
    ? ('question.missing_columnText' as const)
    : ('question.unknown_headerText' as const);
}

const NONE = 'none';

function ColumnChoice({ field, question, understood, editing }: Props) {
  const { t } = useTranslation('imports');
  const { draft, base, change } = editing;
  // A price asked for may be one per unit or the amount of the line: the same column, another meaning.
  const [kind, setKind] = useState<'unitPrice' | 'amount'>('unitPrice');
  const either = question.code === 'missing_column' && field === 'amount';
  const meaning = either ? kind : field;
  const column = columnOf(draft, meaning);
  const wrong = question.code === 'wrong_column' && column === columnOf(base, field);
  const choose = (value: string) => {
    if (value === NONE) return change(setAbsent(draft, field));
    if (value === '') return change(column === -1 ? draft : setField(draft, column, null));
    change(setField(draft, Number(value), meaning));
  };
  const switchKind = (next: 'unitPrice' | 'amount') => {
    setKind(next);
    if (column !== -1) change(setField(draft, column, next));
  };
  return (
    <>
      <NativeSelect
        className={styles['field'] ?? ''}
        label={t('question.column')}
        data-testid={`question-${field}-column`}
        value={draft.absent.includes(field) ? NONE : column === -1 || wrong ? '' : String(column)}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('question.pickColumn') },
          ...understood.columns.map(({ header, samples }, index) => ({
            value: String(index),
            label: samples[0] === undefined ? header : `${header} (${samples[0]}…)`,
          })),
          ...(question.code === 'missing_column' ? [] : [{ value: NONE, label: t('question.noColumn') }]),
        ]}
      />
      {either && (
        <div className={styles['field']}>
          <span id="price-kind" className={styles['caption']}>
            {t('question.kind')}
          </span>
          <SegmentedControl
            size="xs"
            aria-labelledby="price-kind"
            value={kind}
            onChange={(value) => switchKind(value === 'amount' ? 'amount' : 'unitPrice')}
            data={(['unitPrice', 'amount'] as const).map((value) => ({ value, label: t(`field.${value}`) }))}
          />
        </div>
      )}
    </>
  );
}

/** One value for every line, where that makes sense. */
function WholeFileValue({ field, editing }: Pick<Props, 'field' | 'editing'>) {
  const { t } = useTranslation('imports');
  const { draft, change } = editing;
  const value = draft.constants[field] ?? '';
  const set = (next: string) => change(setConstant(draft, field, next));
  const input =
    field === 'store' ? (
      <StoreField label={t('question.oneStore')} testId="question-store-constant" value={value} onChange={set} />
    ) : field === 'date' ? (
      <TextInput
        type="date"
        label={t('question.oneDay')}
        data-testid="question-date-constant"
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
      />
    ) : field === 'quantity' ? (
      <Checkbox
        label={t('question.oneUnit')}
        data-testid="question-quantity-constant"
        checked={value === '1'}
        onChange={(event) => set(event.currentTarget.checked ? '1' : '')}
      />
    ) : null;
  if (input === null) return null;
  return (
    <>
      <span className={styles['or']}>{t('question.or')}</span>
      <div className={styles['field']}>{input}</div>
    </>
  );
}
