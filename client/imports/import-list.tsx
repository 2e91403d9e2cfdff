import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useLanguage } from '../ui/language.ts';
import type { ListColumn } from '../ui/list/column.ts';
import { CellNote, ListRow, OnNarrow, RowName } from '../ui/list/list-row.tsx';
import { ListTable } from '../ui/list/list-table.tsx';
import type { pagedList } from '../ui/list/paged-list.ts';
import { useFormats } from '../ui/use-formats.ts';
import { Author } from './author.tsx';
import { fileSize } from './file-size.ts';
import { StatusBadge } from './status-badge.tsx';

type Key = 'file' | 'status' | 'accepted' | 'rejected' | 'duplicates' | 'units' | 'amount' | 'by' | 'when';
type Columns = readonly ListColumn<Key>[];

interface Props {
  list: ReturnType<typeof pagedList<Import>>;
  empty: ReactNode;
}

export function ImportList({ list, empty }: Props) {
  const { t } = useTranslation('imports');
  const columns: Columns = [
    { key: 'file', head: t('list.file') },
    { key: 'status', head: t('list.status') },
    { key: 'accepted', head: t('list.accepted'), kind: 'figure', from: 'tablet' },
    { key: 'rejected', head: t('list.rejected'), kind: 'figure', from: 'desk' },
    { key: 'duplicates', head: t('list.duplicates'), kind: 'figure', from: 'desk' },
    { key: 'units', head: t('list.units'), kind: 'figure', from: 'desk' },
    { key: 'amount', head: t('list.amount'), kind: 'figure' },
    { key: 'by', head: t('list.by'), kind: 'person', from: 'desk' },
    { key: 'when', head: t('list.when'), kind: 'moment', from: 'desk' },
  ];
  return (
    <ListTable
      {...list}
      caption={t('list.caption')}
      columns={columns}
      row={(item) => <Row key={item.id} item={item} columns={columns} />}
      empty={empty}
      testId="imports-list"
    />
  );
}

function Row({ item, columns }: { item: Import; columns: Columns }) {
  const formats = useFormats();
  const { id, status } = item;
  // What was never counted, or never entered the sales, has no figures: a zero would claim that it had.
  const counted = status === 'checked' || status === 'committing' || status === 'done' || status === 'reverted';
  const count = (value: number) => formats.count(counted ? value : null);
  const when = formats.dateTime(item.createdAt);
  return (
    <ListRow
      columns={columns}
      quiet={status === 'checked' || status === 'reverted'}
      data-testid="imports-row"
      data-id={id}
      data-status={status}
      cells={{
        file: <FileName item={item} when={when} />,
        status: <StatusBadge status={status} progress={item.progress} />,
        accepted: count(item.accepted),
        rejected: count(item.rejected),
        duplicates: count(item.duplicates),
        units: count(item.units),
        amount: formats.money(counted ? item.amount : null),
        by: <Author author={item.author} />,
        when: (
          <>
            {when}
            <Duration seconds={item.seconds} />
          </>
        ),
      }}
    />
  );
}

function FileName({ item, when }: { item: Import; when: string }) {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  return (
    <RowName name={item.fileName} to={`/imports/${item.id}`}>
      {fileSize(item.fileSize, language)}
      {item.sheet !== undefined && ` · ${t('logged.sheet', { name: item.sheet })}`}
      {item.readLike !== undefined && ` · ${t('logged.like', { name: item.readLike })}`}
      <OnNarrow> · {when}</OnNarrow>
    </RowName>
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
    <CellNote>
      <span className="visually-hidden">{t('logged.duration')} </span>
      {text}
    </CellNote>
  );
}
