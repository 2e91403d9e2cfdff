import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayImport } from '../../api/rights.ts';
import { useUser } from '../../api/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { EmptyState, NoRights } from '../../ui/states.tsx';
import { ImportTabs } from '../import-tabs.tsx';
import styles from '../master/master-page.module.css';
import { ignoreFiles, useFileDrop } from '../use-file-drop.ts';
import { ForgetDialog } from './forget-dialog.tsx';
import { MemoryList, type MemoryWish } from './memory-list.tsx';
import { memoriesQuery } from './memory-queries.ts';
import { RenameDialog } from './rename-dialog.tsx';

/** « Lectures mémorisées »: how files of known sources are read, to be named and forgotten. */
export function MemoriesPage() {
  const { t } = useTranslation('imports');
  const may = mayImport(useUser());
  return (
    <>
      <PageHeader crumbs={[{ label: t('title'), to: '/imports' }, { label: t('memories.tab') }]} />
      {may ? <Memories /> : <NoRights />}
    </>
  );
}

function Memories() {
  const { t } = useTranslation('imports');
  const query = useQuery(memoriesQuery);
  const [wish, setWish] = useState<MemoryWish>();
  const close = () => setWish(undefined);
  useFileDrop(ignoreFiles);
  return (
    <div className={styles['page']}>
      <ImportTabs />
      <p className={styles['intro']}>{t('memories.intro')}</p>
      <MemoryList
        query={query}
        onWish={setWish}
        empty={<EmptyState icon={History} title={t('memories.empty.title')} text={t('memories.empty.text')} />}
      />
      {wish?.kind === 'rename' && <RenameDialog memory={wish.memory} onClose={close} />}
      {wish?.kind === 'forget' && <ForgetDialog memory={wish.memory} onClose={close} />}
    </div>
  );
}
