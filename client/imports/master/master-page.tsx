import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { masterKindSchema } from '../../../shared/api/master-imports.ts';
import { mayImport } from '../../api/rights.ts';
import { useUser } from '../../api/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { pagedList } from '../../ui/list/paged-list.ts';
import { NoRights } from '../../ui/states.tsx';
import { ImportTabs } from '../import-tabs.tsx';
import { ignoreFiles, useFileDrop } from '../use-file-drop.ts';
import { FilePanel } from './file-panel.tsx';
import { KindCard } from './kind-card.tsx';
import { MasterList } from './master-list.tsx';
import styles from './master-page.module.css';
import { masterListQuery } from './master-queries.ts';
import { useMasterFile } from './use-master-file.ts';

/** What sales refer to, one card per kind; the file in hand takes their place until it is stored or put down. */
export function MasterPage() {
  const { t } = useTranslation('imports');
  const may = mayImport(useUser());
  return (
    <>
      <PageHeader crumbs={[{ label: t('title'), to: '/imports' }, { label: t('master.tabs.master') }]} />
      {may ? <Master /> : <NoRights />}
    </>
  );
}

function Master() {
  const { t } = useTranslation('imports');
  const control = useMasterFile();
  const list = useInfiniteQuery(masterListQuery);
  // A file that misses its card must not make the browser leave the page.
  useFileDrop(ignoreFiles);
  const { inHand } = control;
  if (inHand) return <FilePanel inHand={inHand} control={control} />;
  return (
    <div className={styles['page']}>
      <ImportTabs />
      <p className={styles['intro']}>{t('master.intro')}</p>
      <div className={styles['cards']}>
        {masterKindSchema.options.map((kind) => (
          <KindCard key={kind} kind={kind} onFile={(file) => control.choose(kind, file)} />
        ))}
      </div>
      <section aria-labelledby="master-history" className={styles['history']}>
        <h2 id="master-history" className={styles['heading']}>
          {t('master.history.title')}
        </h2>
        <MasterList
          list={pagedList(list, t('list.older'))}
          empty={<p className={styles['intro']}>{t('master.history.empty')}</p>}
        />
      </section>
    </div>
  );
}
