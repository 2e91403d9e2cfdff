import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { MasterImportDetail } from '../../../shared/api/master-imports.ts';
import { useConnection } from '../../api/live.tsx';
import { mayImport } from '../../api/rights.ts';
import { useUser } from '../../api/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { NoRights } from '../../ui/states.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import bar from '../action-bar.module.css';
import { Facts } from '../facts.tsx';
import { ignoreFiles, useFileDrop } from '../use-file-drop.ts';
import { CountLine } from './count-line.tsx';
import { DifferenceTable } from './difference-table.tsx';
import panel from './file-panel.module.css';
import { MasterStatus } from './master-list.tsx';
import { masterImportQuery } from './master-queries.ts';
import { UndoDialog } from './undo-dialog.tsx';

/** One import of reference data: what it changed, and the way to undo it. */
export function MasterImportPage() {
  const { t } = useTranslation('imports');
  const { id = '' } = useParams();
  if (mayImport(useUser())) return <OneImport key={id} id={id} />;
  return (
    <>
      <PageHeader crumbs={[{ label: t('title') }]} />
      <NoRights />
    </>
  );
}

function OneImport({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  const query = useQuery(masterImportQuery(id));
  useFileDrop(ignoreFiles);
  const crumbs = [
    { label: t('title'), to: '/imports' },
    { label: t('master.tabs.master'), to: '/imports/referentiel' },
    { label: query.data?.fileName ?? t('one') },
  ] as const;
  return (
    <>
      <PageHeader crumbs={crumbs} />
      <QueryView query={query}>{(item) => <Import item={item} />}</QueryView>
    </>
  );
}

function Import({ item }: { item: MasterImportDetail }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const user = useUser();
  const offline = useConnection().status === 'offline';
  const [asking, setAsking] = useState(false);
  const undone = item.revertedAt !== undefined;
  const may = user.role === 'director' || item.createdBy === user.id;
  const words = {
    by: item.revertedBy ?? '',
    when: item.revertedAt === undefined ? '' : formats.dateTime(item.revertedAt),
  };
  return (
    <div className={panel['page']} data-testid="master-import" data-status={undone ? 'reverted' : 'done'}>
      <div className={panel['panels']}>
        <section className={panel['panel']}>
          <h2 className={panel['title']}>
            {t(`master.kind.${item.kind}`)}
            <span className={panel['status']}>
              <MasterStatus item={item} />
            </span>
          </h2>
          <Facts
            facts={[
              { label: t('file.name'), value: item.fileName },
              { label: t('file.by'), value: item.author },
              { label: t('file.when'), value: formats.dateTime(item.createdAt) },
              { label: t('file.rows'), value: formats.count(item.rows) },
            ]}
          />
          <CountLine counts={item} done />
          {undone && <p className={panel['note']}>{t('master.undone', words)}</p>}
          <DifferenceTable kind={item.kind} differences={item.differences} total={item.created + item.changed} />
        </section>
      </div>
      <div className={bar['bar']} role="toolbar" aria-label={t('bar.label')}>
        <div className={bar['inner']}>
          <div className={bar['state']}>
            <p className={bar['text']}>{t(undone ? 'bar.reverted' : 'master.bar.done')}</p>
            {!may && !undone && <p className={bar['quiet']}>{t('bar.notYours', { author: item.author })}</p>}
          </div>
          <div className={bar['actions']}>
            {!undone && may && (
              <Button
                variant="default"
                className={bar['danger'] ?? ''}
                disabled={offline}
                onClick={() => setAsking(true)}
                data-testid="master-revert"
              >
                {t('bar.revert')}
              </Button>
            )}
            <Button component={Link} to="/imports/referentiel" variant={undone ? 'filled' : 'default'}>
              {t('bar.another')}
            </Button>
          </div>
        </div>
      </div>
      <UndoDialog item={item} opened={asking} onClose={() => setAsking(false)} offline={offline} />
    </div>
  );
}
