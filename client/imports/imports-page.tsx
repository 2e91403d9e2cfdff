import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { isStatus } from '../api/api-error.ts';
import { mayImport } from '../api/rights.ts';
import { SESSION_KEY } from '../api/session-state.ts';
import { useUser } from '../api/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { readSetting, writeSetting } from '../ui/settings.ts';
import { NoRights } from '../ui/states.tsx';
import { ChooseFile, DropZone } from './drop-zone.tsx';
import { FirstImport } from './first-import.tsx';
import { ImportList } from './import-list.tsx';
import { ImportTabs } from './import-tabs.tsx';
import { importListQuery, refreshAll } from './import-queries.ts';
import styles from './imports-page.module.css';
import { UploadCard } from './upload-card.tsx';
import { upload } from './upload.ts';
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
  const sending = useUpload();
  const pollAfter = useLiveImports();
  const list = useInfiniteQuery({
    ...importListQuery,
    refetchInterval: ({ state }) =>
      pollAfter((state.data?.pages ?? []).flatMap((page) => page.items).map((item) => item.status)),
  });
  const choose = (value: boolean) => {
    setCheckFirst(value);
    writeSetting(CHECK_FIRST, value ? 'on' : 'off');
  };
  return (
    <>
      <PageHeader
        crumbs={[{ label: t('title') }]}
        actions={<ChooseFile inputRef={input} disabled={sending.status === 'sending'} />}
      />
      <div className={styles['page']}>
        <ImportTabs />
        {sending.status === 'sending' ? null : (
          <DropZone
            inputRef={input}
            checkFirst={checkFirst}
            onCheckFirst={choose}
            onFile={(file) => upload.start(file, checkFirst)}
          />
        )}
        {sending.status !== 'idle' && <UploadCard state={sending} />}
        <QueryView query={list}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <FirstImport />;
            const older = list.hasNextPage ? () => void list.fetchNextPage() : undefined;
            return <ImportList items={items} onOlder={older} loadingOlder={list.isFetchingNextPage} />;
          }}
        </QueryView>
      </div>
    </>
  );
}

/** The upload of this tab; once a file that was sent from this page has arrived, its own page opens. */
function useUpload() {
  const state = useSyncExternalStore(upload.state.subscribe, upload.state.get);
  const navigate = useNavigate();
  const client = useQueryClient();
  const watched = useRef(false);
  useEffect(() => {
    if (state.status === 'sending') watched.current = true;
    if (state.status === 'sent' && watched.current) {
      upload.clear();
      refreshAll(client);
      void navigate(`/imports/${state.id}`);
    }
    if (state.status === 'failed' && isStatus(state.error, 401)) {
      void client.invalidateQueries({ queryKey: SESSION_KEY });
    }
  }, [state, navigate, client]);
  useEffect(() => {
    if (state.status !== 'sending') return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state.status]);
  return state;
}
