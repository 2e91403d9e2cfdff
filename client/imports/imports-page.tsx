import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { isStatus } from '../api/api-error.ts';
import { mayImport } from '../api/rights.ts';
import { SESSION_KEY } from '../api/session-state.ts';
import { useUser } from '../api/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { pagedList } from '../ui/list/paged-list.ts';
import { readSetting, writeSetting } from '../ui/settings.ts';
import { NoRights } from '../ui/states.tsx';
import { ChooseFile, DropZone } from './drop-zone.tsx';
import { FirstImport } from './first-import.tsx';
import { ImportList } from './import-list.tsx';
import { ImportTabs } from './import-tabs.tsx';
import { importListQuery, refreshAll, type LogFilter } from './import-queries.ts';
import styles from './imports-page.module.css';
import { isFiltered, LogFilters } from './log-filters.tsx';
import { UploadCard } from './upload-card.tsx';
import { isSending, uploads, type UploadItem } from './upload.ts';
import { useLiveImports } from './use-live-imports.ts';

const CHECK_FIRST = 'epm.imports.checkFirst';

/** Every import there was, and the way to make another. */
export function ImportsPage() {
  const { t } = useTranslation('imports');
  if (mayImport(useUser())) return <Imports />;
  return (
    <>
      <PageHeader crumbs={[{ label: t('title') }]} />
      <NoRights />
    </>
  );
}

function Imports() {
  const { t } = useTranslation('imports');
  const input = useRef<HTMLInputElement>(null);
  const [checkFirst, setCheckFirst] = useState(() => readSetting(CHECK_FIRST) !== 'off');
  const [filter, setFilter] = useState<LogFilter>({ text: '' });
  const sending = useUploads();
  const pollAfter = useLiveImports();
  const list = useInfiniteQuery({
    ...importListQuery(filter),
    refetchInterval: ({ state }) =>
      pollAfter((state.data?.pages ?? []).flatMap((page) => page.items).map((item) => item.status)),
  });
  const shown = pagedList(list, t('list.older'));
  const choose = (value: boolean) => {
    setCheckFirst(value);
    writeSetting(CHECK_FIRST, value ? 'on' : 'off');
  };
  return (
    <>
      <PageHeader crumbs={[{ label: t('title') }]} actions={<ChooseFile inputRef={input} />} />
      <div className={styles['page']}>
        <ImportTabs />
        <DropZone
          inputRef={input}
          checkFirst={checkFirst}
          onCheckFirst={choose}
          onFiles={(files) => uploads.add(files, checkFirst)}
        />
        {sending.length > 0 && <UploadCard items={sending} imports={shown.query.data ?? []} />}
        {(isFiltered(filter) || (shown.query.data ?? []).length > 0) && (
          <LogFilters filter={filter} onChange={setFilter} />
        )}
        <ImportList
          list={shown}
          empty={isFiltered(filter) ? <p className={styles['none']}>{t('filter.none')}</p> : <FirstImport />}
        />
      </div>
    </>
  );
}

/** The uploads of this tab; once a file that was sent alone from this page has arrived, its own page opens. */
function useUploads(): readonly UploadItem[] {
  const items = useSyncExternalStore(uploads.state.subscribe, uploads.state.get);
  const navigate = useNavigate();
  const client = useQueryClient();
  const watched = useRef(false);
  const sending = isSending(items);
  const arrived = items.filter(({ status }) => status === 'sent').length;
  const lost = items.some((item) => item.status === 'failed' && isStatus(item.error, 401));
  const [only] = items;
  const alone = items.length === 1 && only?.status === 'sent' ? only.id : null;
  useEffect(() => {
    if (sending) watched.current = true;
  }, [sending]);
  useEffect(() => {
    if (arrived > 0) refreshAll(client);
  }, [arrived, client]);
  useEffect(() => {
    if (alone === null || !watched.current) return;
    uploads.clear();
    void navigate(`/imports/${alone}`);
  }, [alone, navigate]);
  useEffect(() => {
    if (lost) void client.invalidateQueries({ queryKey: SESSION_KEY });
  }, [lost, client]);
  useEffect(() => {
    if (!sending) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [sending]);
  return items;
}
