import { Button, Modal, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDay } from '../../shared/api/store-days.ts';
import { useFormats } from '../ui/use-formats.ts';
import { useDayAction } from './day-queries.ts';
import styles from './dialog.module.css';
import { Problem } from './problem.tsx';
import { useFocusBack } from '../ui/use-focus-back.ts';

interface Props {
  days: readonly StoreDay[];
  onClose: () => void;
  onDone: (days: readonly StoreDay[]) => void;
}

const MIN_REASON = 3;
const MAX_REASON = 500;

export function ReopenDialog({ days, onClose, onDone }: Props) {
  useFocusBack();
  const { t } = useTranslation('days');
  const { t: tUi } = useTranslation('ui');
  const formats = useFormats();
  const action = useDayAction();
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const tooShort = reason.trim().length < MIN_REASON;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (tooShort) return;
    action.mutate({ action: { kind: 'reopen', reason: reason.trim() }, days }, { onSuccess: () => onDone(days) });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('reopen.title', { count: days.length, n: formats.count(days.length) })}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      closeOnClickOutside={!action.isPending}
    >
      <form onSubmit={submit} noValidate data-testid="reopen-dialog">
        <p className={styles['text']}>{t('reopen.text')}</p>
        <Textarea
          label={t('reopen.reason')}
          description={t('reopen.reasonHint')}
          value={reason}
          maxLength={MAX_REASON}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={sent && tooShort ? t('reopen.reasonMissing') : undefined}
          autosize
          minRows={2}
          required
          data-autofocus
          data-testid="reopen-reason"
        />
        <Problem error={action.error} />
        <div className={styles['actions']}>
          <Button variant="default" onClick={onClose} disabled={action.isPending}>
            {t('reopen.keep')}
          </Button>
          <Button type="submit" loading={action.isPending} data-testid="reopen-confirm">
            {t('reopen.action')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
