import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveReceipt } from '../../shared/api/live-board.ts';
import { useScopeState } from '../api/live.tsx';
import { receiptsQuery } from '../api/scopes.ts';
import { useFormats } from '../ui/use-formats.ts';
import { useOnScreen } from '../ui/use-on-screen.ts';
import { useFollow } from './use-follow.ts';
import styles from './receipts.module.css';

/** New ones come in together, at most this often: more cannot be read. */
const EVERY_MS = 1_000;
const SHOWN = 12;

interface Props {
  scope: string;
  nameOf: (scope: string) => string;
}

/** What the tills of a scope have just sold or taken back. */
export function Receipts({ scope, nameOf }: Props) {
  const { t } = useTranslation('live');
  const element = useRef<HTMLElement>(null);
  const shown = useOnScreen(element);
  const { reading } = useScopeState(scope, { active: shown, curve: false });
  const { data, isError, refetch } = useQuery({ ...receiptsQuery(scope), enabled: shown });
  useFollow(reading?.version, shown, EVERY_MS, () => refetch({ cancelRefetch: false }));
  return (
    <section ref={element} className={styles['panel']} aria-labelledby="receipts">
      <h2 id="receipts">{t('receiptList.title')}</h2>
      {data !== undefined ? (
        <ReceiptRows items={data.items.slice(0, SHOWN)} nameOf={nameOf} />
      ) : isError ? (
        <p className={styles['muted']}>{t('receiptList.failed')}</p>
      ) : (
        <Skeleton height={280} />
      )}
    </section>
  );
}

function ReceiptRows({ items, nameOf }: { items: readonly LiveReceipt[]; nameOf: Props['nameOf'] }) {
  const { t } = useTranslation('live');
  // What was there when the list appeared is no news.
  const [known] = useState(() => new Set(items.map(({ id }) => id)));
  if (items.length === 0) return <p className={styles['muted']}>{t('receiptList.none')}</p>;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t('receiptList.time')}</th>
          <th scope="col">{t('receiptList.store')}</th>
          <th scope="col">{t('receiptList.lines')}</th>
          <th scope="col">{t('receiptList.units')}</th>
          <th scope="col">{t('receiptList.amount')}</th>
        </tr>
      </thead>
      <tbody style={{ height: `calc(${items.length} * var(--row))` }} data-testid="receipts">
        {items.map((receipt, index) => (
          <ReceiptRow
            key={receipt.id}
            receipt={receipt}
            place={index}
            name={nameOf(receipt.store)}
            fresh={!known.has(receipt.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  receipt: LiveReceipt;
  place: number;
  name: string;
  fresh: boolean;
}

function ReceiptRow({ receipt: { soldAt, amount, lines, units }, place, name, fresh }: RowProps) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  return (
    <tr style={{ '--place': place } as CSSProperties} data-fresh={fresh} data-return={amount < 0}>
      <td>
        <time dateTime={soldAt}>{formats.time(soldAt)}</time>
      </td>
      <td>{name}</td>
      <td>{formats.count(lines)}</td>
      <td>{formats.decimal(units, Number.isInteger(units) ? 0 : 3)}</td>
      <td>
        {amount < 0 && <span className={styles['return']}>{t('receiptList.return')}</span>} {formats.money(amount)}
      </td>
    </tr>
  );
}
