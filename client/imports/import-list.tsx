import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Import } from '../../shared/api/imports.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { fileSize } from './file-size.ts';
import styles from './import-list.module.css';
import { Author } from './author.tsx';
import { StatusBadge } from './status-badge.tsx';

interface Props {
  items: readonly Import[];
  /** Present while there are older ones. */
  onOlder: (() => void) | undefined;
  loadingOlder: boolean;
}

export function ImportList({ items, onOlder, loadingOlder }: Props) {
  const { t } = useTranslation('imports');
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} data-testid="imports-list">
        <caption className="visually-hidden">{t('list.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('list.file')}</th>
            <th scope="col">{t('list.status')}</th>
            <th scope="col" className={styles['number']}>
              {t('list.accepted')}
            </th>
            <th scope="col" className={styles['number']} data-wide>
              {t('list.rejected')}
            </th>
            <th scope="col" className={styles['number']} data-wide>
              {t('list.duplicates')}
            </th>
            <th scope="col" className={styles['number']} data-wide>
              {t('list.units')}
            </th>
            <th scope="col" className={styles['number']}>
              {t('list.amount')}
            </th>
            <th scope="col" data-wide>
              {t('list.by')}
            </th>
            <th scope="col" data-wide>
              {t('list.when')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </tbody>
      </table>
      {onOlder !== undefined && (
        <div className={styles['older']}>
          <Button variant="default" loading={loadingOlder} onClick={onOlder} data-testid="imports-older">
            {t('list.older')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Row({ item }: { item: Import }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const language = useLanguage();
  // What was never counted, or never entered the sales, has no figures: a zero would claim that it had.
  const { status } = item;
  const counted = status === 'checked' || status === 'committing' || status === 'done' || status === 'reverted';
  const count = (value: number) => formats.count(counted ? value : null);
  const when = formats.dateTime(item.createdAt);
  return (
    <tr data-testid="imports-row" data-id={item.id} data-status={status}>
      <th scope="row">
        <Link to={`/imports/${item.id}`} className={styles['name']}>
          {item.fileName}
        </Link>
        <span className={styles['meta']}>
          {fileSize(item.fileSize, language)}
          {item.sheet !== undefined && ` · ${t('logged.sheet', { name: item.sheet })}`}
          {item.readLike !== undefined && ` · ${t('logged.like', { name: item.readLike })}`}
          <span data-narrow> · {when}</span>
        </span>
      </th>
      <td>
        <StatusBadge status={item.status} progress={item.progress} />
      </td>
      <td className={styles['number']}>{count(item.accepted)}</td>
      <td className={styles['number']} data-wide>
        {count(item.rejected)}
      </td>
      <td className={styles['number']} data-wide>
        {count(item.duplicates)}
      </td>
      <td className={styles['number']} data-wide>
        {count(item.units)}
      </td>
      <td className={styles['number']}>{formats.money(counted ? item.amount : null)}</td>
      <td className={styles['author']} title={item.author} data-wide>
        <Author author={item.author} />
      </td>
      <td className={styles['when']} data-wide>
        {when}
        <Duration seconds={item.seconds} />
      </td>
    </tr>
  );
}

/** How long servers were at work on it; nothing while none has ended a run. */
function Duration({ seconds }: { seconds: number }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  if (seconds === 0) return null;
  const text =
    seconds < 60
      ? t('logged.seconds', { n: formats.decimal(seconds, seconds < 10 ? 1 : 0) })
      : t('logged.minutes', { m: Math.floor(seconds / 60), s: Math.floor(seconds % 60) });
  return (
    <span className={styles['meta']}>
      <span className="visually-hidden">{t('logged.duration')} </span>
      {text}
    </span>
  );
}
