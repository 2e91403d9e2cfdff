import { Check, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MasterImport } from '../../../shared/api/master-imports.ts';
import type { ListColumn } from '../../ui/list/column.ts';
import { ListRow, OnNarrow, RowName } from '../../ui/list/list-row.tsx';
import { ListTable } from '../../ui/list/list-table.tsx';
import type { pagedList } from '../../ui/list/paged-list.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { Author } from '../author.tsx';
import badge from '../status-badge.module.css';

type Columns = readonly ListColumn<'file' | 'status' | 'created' | 'changed' | 'refused' | 'by' | 'when'>[];

interface Props {
  list: ReturnType<typeof pagedList<MasterImport>>;
  empty: ReactNode;
}

export function MasterList({ list, empty }: Props) {
  const { t } = useTranslation('imports');
  const columns: Columns = [
    { key: 'file', head: t('list.file') },
    { key: 'status', head: t('list.status') },
    { key: 'created', head: t('master.count.created'), kind: 'figure', from: 'desk' },
    { key: 'changed', head: t('master.count.changed'), kind: 'figure', from: 'desk' },
    { key: 'refused', head: t('master.count.refused'), kind: 'figure', from: 'desk' },
    { key: 'by', head: t('list.by'), kind: 'person', from: 'desk' },
    { key: 'when', head: t('list.when'), kind: 'moment', from: 'desk' },
  ];
  return (
    <ListTable
      {...list}
      caption={t('master.history.caption')}
      columns={columns}
      row={(item) => <Row key={item.id} item={item} columns={columns} />}
      empty={empty}
      testId="master-list"
    />
  );
}

function Row({ item, columns }: { item: MasterImport; columns: Columns }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const when = formats.dateTime(item.createdAt);
  const [created, changed] = [formats.count(item.created), formats.count(item.changed)];
  const undone = item.revertedAt !== undefined;
  return (
    <ListRow
      columns={columns}
      quiet={undone}
      data-testid="master-row"
      data-id={item.id}
      data-status={undone ? 'reverted' : 'done'}
      cells={{
        file: (
          <RowName name={item.fileName} to={`/imports/referentiel/${item.id}`}>
            {t(`master.kind.${item.kind}`)}
            <OnNarrow> · {`${t('master.history.short', { created, changed })} · ${when}`}</OnNarrow>
          </RowName>
        ),
        status: <MasterStatus item={item} />,
        created,
        changed,
        refused: formats.count(item.refused),
        by: <Author author={item.author} />,
        when,
      }}
    />
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
