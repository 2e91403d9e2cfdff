import { Button } from '@mantine/core';
import { Check, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MasterImport } from '../../../shared/api/master-imports.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from '../import-list.module.css';
import badge from '../status-badge.module.css';

interface Props {
  items: readonly MasterImport[];
  /** Present while there are older ones. */
  onOlder: (() => void) | undefined;
  loadingOlder: boolean;
}

export function MasterList({ items, onOlder, loadingOlder }: Props) {
  const { t } = useTranslation('imports');
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} data-testid="master-list">
        <caption className="visually-hidden">{t('master.history.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('list.file')}</th>
            <th scope="col">{t('list.status')}</th>
            <th scope="col" className={styles['number']} data-wide>
              {t('master.count.created')}
            </th>
            <th scope="col" className={styles['number']} data-wide>
              {t('master.count.changed')}
            </th>
            <th scope="col" className={styles['number']} data-wide>
              {t('master.count.refused')}
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
          <Button variant="default" loading={loadingOlder} onClick={onOlder}>
            {t('list.older')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Row({ item }: { item: MasterImport }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const when = formats.dateTime(item.createdAt);
  return (
    <tr data-testid="master-row" data-id={item.id} data-status={item.revertedAt === undefined ? 'done' : 'reverted'}>
      <th scope="row">
        <Link to={`/imports/referentiel/${item.id}`} className={styles['name']}>
          {item.fileName}
        </Link>
        <span className={styles['meta']}>
          {t(`master.kind.${item.kind}`)}
          <span data-narrow>
            {' · '}
            {t('master.history.short', { created: formats.count(item.created), changed: formats.count(item.changed) })}
            {' · '}
            {when}
          </span>
        </span>
      </th>
      <td>
        <MasterStatus item={item} />
      </td>
      <td className={styles['number']} data-wide>
        {formats.count(item.created)}
      </td>
      <td className={styles['number']} data-wide>
        {formats.count(item.changed)}
      </td>
      <td className={styles['number']} data-wide>
        {formats.count(item.refused)}
      </td>
      <td className={styles['author']} data-wide>
        {item.author}
      </td>
      <td className={styles['when']} data-wide>
        {when}
      </td>
    </tr>
  );
}

export function MasterStatus({ item }: { item: MasterImport }) {
  const { t } = useTranslation('imports');
  const undone = item.revertedAt !== undefined;
  const Icon = undone ? RotateCcw : Check;
  return (
    <span className={badge['badge']} data-tone={undone ? 'quiet' : 'done'} data-testid="master-status">
      <Icon size={14} aria-hidden className={badge['icon']} />
      {t(undone ? 'status.reverted' : 'status.done')}
    </span>
  );
}
