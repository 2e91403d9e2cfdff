import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { mayImport } from '../api/rights.ts';
import { useUser } from '../api/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { NoRights } from '../ui/states.tsx';
import { importQuery } from './import-queries.ts';
import { ImportSteps } from './import-steps.tsx';
import { ignoreFiles, useFileDrop } from './use-file-drop.ts';
import { useLiveImports } from './use-live-imports.ts';

/** One import, from the file to the sales it brought. */
export function ImportPage() {
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
  const pollAfter = useLiveImports();
  useFileDrop(ignoreFiles);
  const query = useQuery({
    ...importQuery(id),
    refetchInterval: ({ state }) => pollAfter(state.data === undefined ? [] : [state.data.status]),
  });
  return (
    <>
      <PageHeader crumbs={[{ label: t('title'), to: '/imports' }, { label: query.data?.fileName ?? t('one') }]} />
      <QueryView query={query}>{(item) => <ImportSteps item={item} />}</QueryView>
    </>
  );
}
