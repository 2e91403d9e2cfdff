import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayKey, StoredTillTotal } from '../../shared/api/store-days.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { useCorrection } from './day-queries.ts';
import styles from './stored-totals.module.css';
import { parseAmount, parseCount } from './parse-totals.ts';
import { Problem } from './problem.tsx';

interface Props {
  place: DayKey;
  stored: StoredTillTotal;
  was: number;
  onEnd: () => void;
}

/** The button that was pressed is gone: the amount takes the focus. */
const select = (input: HTMLInputElement | null) => input?.select();

const MIN_REASON = 3;
const MAX_REASON = 500;

/** What a total should have been, or that there should be none, and why. */
export function CorrectTotal({ place: { store, day }, stored: { register, number, receipts }, was, onEnd }: Props) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  const language = useLanguage();
  const action = useCorrection();
  const [amount, setAmount] = useState(() => formats.money(was));
  const [count, setCount] = useState(() => (receipts === null ? '' : formats.count(receipts)));
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState<'replace' | 'remove'>();
  const total = parseAmount(amount, language);
  const counted = count.trim() === '' ? undefined : parseCount(count, language);
  const tooShort = reason.trim().length < MIN_REASON;
  const send = (kind: 'replace' | 'remove') => {
    setSent(kind);
    if (tooShort || (kind === 'replace' && (total === null || counted === null))) return;
    const content =
      kind === 'remove' ? { total: null } : { total, ...(typeof counted === 'number' ? { receipts: counted } : {}) };
    action.mutate({ store, day, register, number, was, ...content, reason: reason.trim() }, { onSuccess: onEnd });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send('replace');
  };
  return (
    <form onSubmit={submit} noValidate className={styles['form']} data-testid="correct-total">
      <div className={styles['fields']}>
        <TextInput
          label={t('stored.total')}
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
          error={sent === 'replace' && total === null ? t('stored.totalMissing') : undefined}
          inputMode="decimal"
          ref={select}
          data-testid="correct-amount"
        />
        <TextInput
          label={t('stored.receipts')}
          value={count}
          onChange={(event) => setCount(event.currentTarget.value)}
          error={sent === 'replace' && counted === null ? t('stored.receiptsWrong') : undefined}
          inputMode="numeric"
        />
      </div>
      <TextInput
        label={t('reopen.reason')}
        description={t('stored.reasonHint')}
        value={reason}
        maxLength={MAX_REASON}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={sent !== undefined && tooShort ? t('reopen.reasonMissing') : undefined}
        required
        data-testid="correct-reason"
      />
      <Problem error={action.error} />
      <div className={styles['actions']}>
        <Button variant="default" size="xs" onClick={onEnd} disabled={action.isPending}>
          {t('stored.keep')}
        </Button>
        <Button
          variant="default"
          size="xs"
          onClick={() => send('remove')}
          disabled={action.isPending}
          data-testid="correct-remove"
        >
          {t('stored.remove')}
        </Button>
        <Button type="submit" size="xs" loading={action.isPending} data-testid="correct-send">
          {t('stored.replace')}
        </Button>
      </div>
    </form>
  );
}
