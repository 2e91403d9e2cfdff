import { Button, Popover, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { importListSchema, importSchema, type Import } from '../../../shared/api/imports.ts';
import { apiRequest } from '../../api/http.ts';
import { useImportMessages } from '../../api/live.tsx';
import { mayImport } from '../../api/rights.ts';
import { useUser } from '../../api/session.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './import-pill.module.css';

const KEY = ['running-imports'] as const;
/** A message may be lost; an import that runs is looked at now and then. */
const POLL_MS = 10_000;

/** On every page, while imports run that the user may see: how far they are, and how to stop them. */
export function ImportPill() {
  const may = mayImport(useUser());
  return may ? <Running /> : null;
}

function Running() {
  const { t } = useTranslation('app');
  const formats = useFormats();
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const { data: items = [] } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      apiRequest({ path: '/api/imports', query: { group: 'running' }, schema: importListSchema, signal }),
    select: (list) => list.items,
    refetchInterval: ({ state }) => ((state.data?.items.length ?? 0) > 0 ? POLL_MS : false),
  });
  useImportMessages(({ id, status, progress }) => {
    const known = items.find((item) => item.id === id);
    if (known?.status !== status) return void client.invalidateQueries({ queryKey: KEY });
    client.setQueryData<{ items: Import[] }>(KEY, (list) =>
      list === undefined
        ? list
        : { ...list, items: list.items.map((item) => (item.id === id ? { ...item, progress } : item)) },
    );
  });
  if (items.length === 0) return null;
  const progress = items.reduce((sum, item) => sum + item.progress, 0) / items.length;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles['pill']} onClick={() => setOpened(!opened)} data-testid="import-pill">
          <LoaderCircle size={14} aria-hidden className={styles['icon']} />
          <span className={styles['words']}>{t('imports.running', { count: items.length })}</span>
          <span>{formats.percent(progress, 0)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('imports.label')}>
        <ul className={styles['list']}>
          {items.map((item) => (
            <Row key={item.id} item={item} onLeave={() => setOpened(false)} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function Row({ item, onLeave }: { item: Import; onLeave: () => void }) {
  const { t } = useTranslation('app');
  const user = useUser();
  const client = useQueryClient();
  const cancel = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      apiRequest({
        method: 'POST',
        path: `/api/imports/${encodeURIComponent(item.id)}/cancel`,
        schema: importSchema,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <li className={styles['row']}>
      <Link to={`/imports/${item.id}`} onClick={onLeave} className={styles['name']}>
        {item.fileName}
      </Link>
      <div className={styles['state']}>
        <Progress.Root size="sm" className={styles['bar'] ?? ''}>
          <Progress.Section value={item.progress * 100} aria-label={item.fileName} />
        </Progress.Root>
        {(user.role === 'director' || item.createdBy === user.id) && (
          <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('imports.stop')}
          </Button>
        )}
      </div>
      {cancel.isError && <p role="alert">{t('imports.stopFailed')}</p>}
    </li>
  );
}
