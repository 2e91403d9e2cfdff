import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigation } from 'react-router';
import { LiveProvider } from '../../api/live.tsx';
import { useSession } from '../../api/session.ts';
import { PageHeaderSlot } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/query-view.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ConnectionPill } from './connection-pill.tsx';
import { ImportPill } from './import-pill.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { ShortcutHelp } from './shortcut-help.tsx';
import { useShellKeys } from './use-shell-keys.ts';
import { UserMenu } from './user-menu.tsx';

/** The frame around every page: rail, header with the page's title, connection, account, palette and help. */
export function Shell() {
  const { t } = useTranslation('app');
  const active = useSession().data?.status === 'signedIn';
  const opening = useNavigation().state !== 'idle';
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  useShellKeys({ openPalette: () => setOpen('palette'), openHelp: () => setOpen('help') });
  const close = () => setOpen(null);
  return (
    <LiveProvider active={active}>
      <a href="#content" className={styles['skip']}>
        {t('skip')}
      </a>
      <div className={styles['shell']}>
        <Rail onSearch={() => setOpen('palette')} />
        <header className={styles['header']}>
          <div ref={setSlot} className={styles['slot']} />
          {active && <ImportPill />}
          <ConnectionPill />
          <UserMenu onHelp={() => setOpen('help')} />
        </header>
        <main id="content" tabIndex={-1} className={styles['main']} aria-busy={opening}>
          <PageHeaderSlot value={slot}>
            <Suspense fallback={<SkeletonLines />}>
              <Outlet />
            </Suspense>
          </PageHeaderSlot>
        </main>
      </div>
      <CommandPalette opened={open === 'palette'} onClose={close} onHelp={() => setOpen('help')} />
      <ShortcutHelp opened={open === 'help'} onClose={close} />
    </LiveProvider>
  );
}
