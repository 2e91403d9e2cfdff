import { useQuery } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SalesWriter } from '../../shared/api/store-days.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './closing-waits.module.css';
import { salesWritersQuery } from './day-queries.ts';

/** As its connections call themselves. */
const OWN_IMPORT = 'epm-retail import';

/** What closings under way wait for, and what may be done about it. */
export function ClosingWaits({ count }: { count: number }) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  const writers = useQuery(salesWritersQuery()).data ?? [];
  return (
    <section className={styles['waits']} aria-live="polite" data-testid="closing-waits">
      <p className={styles['title']}>
        <Hourglass size={15} aria-hidden /> {t('waits.title', { count, n: formats.count(count) })}
      </p>
      <p>{writers.length === 0 ? t('waits.soon') : t('waits.text')}</p>
      {writers.length > 0 && (
        <ul>
          {writers.map((writer, index) => (
            <Writer key={writer.pid ?? `prepared ${index}`} writer={writer} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Writer({ writer: { pid, application, since } }: { writer: SalesWriter }) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  if (pid === null) return <li data-testid="closing-writer">{t('waits.prepared')}</li>;
  const own = application === OWN_IMPORT;
  const who = own ? t('waits.import') : application === '' ? t('waits.nameless') : t('waits.program', { application });
  const words =
    since === null
      ? t('waits.connection', { pid, who })
      : t('waits.since', { pid, who, when: formats.dateTime(since) });
  return (
    <li data-testid="closing-writer">
      <strong>{words}</strong> {own ? t('waits.itEnds') : t('waits.help', { pid })}
    </li>
  );
}
