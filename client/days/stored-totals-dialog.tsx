import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDay, StoredTillTotal } from '../../shared/api/store-days.ts';
import { mayAddTillTotals } from '../api/rights.ts';
import { useUser } from '../api/session.ts';
import { QueryView } from '../ui/query-view.tsx';
import { useFormats } from '../ui/use-formats.ts';
import { CorrectTotal } from './correct-total.tsx';
import { storedTotalsQuery } from './day-queries.ts';
import styles from './stored-totals.module.css';
import { useFocusBack } from '../ui/use-focus-back.ts';

interface Props {
  item: StoreDay;
  /** Its day in words. */
  day: string;
  onClose: () => void;
}

/** The totals the tills sent of a day: from whom, when, and what was corrected about them. */
export function StoredTotalsDialog({ item, day, onClose }: Props) {
  useFocusBack();
  const { t } = useTranslation('days');
  const { t: tUi } = useTranslation('ui');
  const totals = useQuery(storedTotalsQuery(item));
  const mayCorrect = mayAddTillTotals(useUser());
  const [chosen, setChosen] = useState<string>();
  /** Whose correction ended: its button is there again, and has the focus. */
  const [ended, setEnded] = useState<string>();
  const end = (key: string) => {
    setEnded(key);
    setChosen(undefined);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('stored.title', { store: item.name, day })}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <div data-testid="stored-totals">
        {mayCorrect && item.state !== 'open' && <p className={styles['note']}>{t('stored.closed')}</p>}
        <QueryView query={totals}>
          {(items) => (
            <ul className={styles['totals']}>
              {items.map((one) => {
                const key = `${one.register} ${one.number}`;
                return (
                  <li key={key} data-testid="stored-total">
                    <Total total={one} />
                    {mayCorrect && item.state === 'open' && one.total !== null && chosen !== key && (
                      <Button
                        variant="default"
                        size="xs"
                        ref={ended === key ? focus : undefined}
                        onClick={() => setChosen(key)}
                        aria-label={t('stored.correctOne', { number: one.number })}
                        data-testid="total-correct"
                      >
                        {t('stored.correct')}
                      </Button>
                    )}
                    {chosen === key && one.total !== null && (
                      <CorrectTotal place={item} stored={one} was={one.total} onEnd={() => end(key)} />
                    )}
                  </li>
                );
              })}
            </ul>
          )}
        </QueryView>
      </div>
    </Modal>
  );
}

const focus = (element: HTMLElement | null) => element?.focus();

function Total({
  total: { register, number, total, receipts, receivedAt, receivedBy, corrections },
}: {
  total: StoredTillTotal;
}) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  return (
    <div>
      <p className={styles['head']}>
        <span>{register === '' ? t('stored.number', { number }) : t('stored.ofRegister', { number, register })}</span>
        <span className={styles['amount']}>{total === null ? t('stored.removed') : formats.money(total)}</span>
        {receipts !== null && (
          <span className={styles['quiet']}>
            {t('table.receipts', { count: receipts, n: formats.count(receipts) })}
          </span>
        )}
      </p>
      {receivedAt !== undefined && (
        <p className={styles['quiet']}>
          {t('stored.received', { who: receivedBy?.replace(/^client:/, ''), when: formats.dateTime(receivedAt) })}
        </p>
      )}
      {corrections.map((one) => (
        <p key={one.at} className={styles['quiet']} data-testid="total-correction">
          {t('stored.was', {
            amount: formats.money(one.total),
            who: one.by,
            when: formats.dateTime(one.at),
            reason: one.reason,
          })}
        </p>
      ))}
    </div>
  );
}
