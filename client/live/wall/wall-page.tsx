import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { LiveProvider } from '../../api/live.tsx';
import { useSession } from '../../api/session.ts';
import { useScopes } from '../../api/use-scopes.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { NotFound } from '../../ui/states.tsx';
import { scopeTree } from '../scope-tree.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { Wall } from './wall.tsx';
import { readWallAddress, wallScopes } from './wall-address.ts';
import { WallTheme } from './wall-theme.tsx';
import styles from './wall.module.css';

/** « Écran mural »: one scope after another in the size of a wall, by itself, from its address alone. */
export function WallPage() {
  const { t } = useTranslation('live');
  const active = useSession().data?.status === 'signedIn';
  const [parameters] = useSearchParams();
  const address = useMemo(() => readWallAddress(parameters), [parameters]);
  const scopes = useScopes({ unattended: true });
  const tree = useMemo(() => scopeTree(scopes.data ?? []), [scopes.data]);
  const shown = useMemo(() => wallScopes(tree, address), [tree, address]);
  useWakeLock();
  useEffect(
    () => () => {
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    },
    [],
  );
  return (
    <LiveProvider active={active}>
      <WallTheme theme={address.theme}>
        <title>{`${t('wall.title')} · EPM Retail`}</title>
        <main className={styles['page']}>
          <QueryView query={scopes}>
            {() => (shown.length === 0 ? <NotFound /> : <Wall tree={tree} shown={shown} address={address} />)}
          </QueryView>
        </main>
      </WallTheme>
    </LiveProvider>
  );
}
