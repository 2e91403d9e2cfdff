import { Button, Menu } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportMemory } from '../../../shared/api/import-memories.ts';
import type { ListColumn } from '../../ui/list/column.ts';
import { CellNote, ListRow, OnNarrow, RowName } from '../../ui/list/list-row.tsx';
import { ListTable } from '../../ui/list/list-table.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { Author, useAuthorName } from '../author.tsx';

type Columns = readonly ListColumn<'source' | 'read' | 'by' | 'when' | 'buttons'>[];

export interface MemoryWish {
  readonly kind: 'rename' | 'forget';
  readonly memory: ImportMemory;
}

interface Props {
  query: UseQueryResult<ImportMemory[]>;
  onWish: (wish: MemoryWish) => void;
  empty: ReactNode;
}

export function MemoryList({ query, onWish, empty }: Props) {
  const { t } = useTranslation('imports');
  const columns: Columns = [
    { key: 'source', head: t('memories.source') },
    { key: 'read', head: t('memories.read'), named: true },
    { key: 'by', head: t('memories.by'), kind: 'person', from: 'desk' },
    { key: 'when', head: t('memories.when'), kind: 'moment', from: 'desk' },
    { key: 'buttons', head: t('memories.buttons'), kind: 'buttons' },
  ];
  return (
    <ListTable
      query={query}
      caption={t('memories.caption')}
      columns={columns}
      row={(memory) => <Row key={memory.id} memory={memory} columns={columns} onWish={onWish} />}
      empty={empty}
      testId="memory-list"
    />
  );
}

export const memoryName = ({ name, fileName }: ImportMemory) => name ?? fileName;

interface RowProps {
  memory: ImportMemory;
  columns: Columns;
  onWish: (wish: MemoryWish) => void;
}

function Row({ memory, columns, onWish }: RowProps) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const author = useAuthorName(memory.author);
  const when = formats.dateTime(memory.readAt);
  const { headers, sheet, name, fileName } = memory;
  const facts = [
    ...(name === undefined ? [] : [t('memories.lastFile', { name: fileName })]),
    ...(sheet === undefined ? [] : [t('memories.sheet', { name: sheet })]),
    t('memories.columns', { count: headers.length, n: formats.count(headers.length) }),
  ];
  return (
    <ListRow
      columns={columns}
      data-testid="memory-row"
      data-id={memory.id}
      cells={{
        source: (
          <RowName name={memoryName(memory)}>
            {facts.join(' · ')}
            <OnNarrow> · {`${author} · ${when}`}</OnNarrow>
          </RowName>
        ),
        read: <Meanings memory={memory} />,
        by: <Author author={memory.author} />,
        when,
        buttons: (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('memories.buttonsOf', { name: memoryName(memory) })}
                data-testid="memory-buttons"
              >
                <Ellipsis size={16} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => onWish({ kind: 'rename', memory })} data-testid="memory-rename">
                {t('memories.rename.action')}
              </Menu.Item>
              <Menu.Item
                color="var(--error)"
                onClick={() => onWish({ kind: 'forget', memory })}
                data-testid="memory-forget"
              >
                {t('memories.forget.action')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ),
      }}
    />
  );
}

/** What is read, and of which column where its name does not say it. */
function Meanings({ memory: { columns, store } }: { memory: ImportMemory }) {
  const { t } = useTranslation('imports');
  const words = columns.map(({ field, header }) => {
    const meaning = t(`field.${field}`);
    return meaning.toLowerCase() === header.toLowerCase() ? meaning : `${meaning} (${header})`;
  });
  return (
    <>
      {words.join(', ')}
      {store !== undefined && <CellNote>{t('memories.store', { code: store })}</CellNote>}
    </>
  );
}
