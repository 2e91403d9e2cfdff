import { useEffect, useMemo, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import type { WatchableScope } from '../../../shared/api/kpi.ts';
import { useConnection } from '../../api/live.tsx';
import { useStable } from '../../ui/use-stable.ts';
import type { ScopeTree } from '../scope-tree.ts';
import { useNow } from '../use-now.ts';
import { orbit } from './orbit.ts';
import { useAwake } from './use-awake.ts';
import { useRotation } from './use-rotation.ts';
import { wallSearch, type WallAddress } from './wall-address.ts';
import { WallChoice } from './wall-choice.tsx';
import { WallClock } from './wall-clock.tsx';
import { WallControls } from './wall-controls.tsx';
import { WallAhead, WallFace } from './wall-face.tsx';
import { WallState } from './wall-state.tsx';
import styles from './wall.module.css';

interface Props {
  tree: ScopeTree;
  /** At least one. */
  shown: readonly WatchableScope[];
  address: WallAddress;
}

export function Wall({ tree, shown, address }: Props) {
  const { t } = useTranslation('live');
  const navigate = useNavigate();
  const [, setParameters] = useSearchParams();
  const [choosing, setChoosing] = useState(false);
  const awake = useAwake(choosing);
  const connection = useConnection();
  const held = shown.findIndex(({ scope }) => scope === address.held);
  const { place, paused, move } = useRotation(shown.length, { at: Math.max(held, 0), paused: held >= 0 });
  const scope = shown[place];
  const next = shown[(place + 1) % shown.length];
  const wholes = useMemo(() => tree.wholes(), [tree]);

  const write = (change: Partial<WallAddress>) =>
    setParameters(wallSearch({ ...address, ...change }), { replace: true });
  const hold = useStable(() => write({ held: paused ? scope?.scope : undefined }));
  // What it was stopped at is in the address too; the first write would only repeat it.
  const stopped = paused ? scope?.scope : undefined;
  useEffect(() => {
    if (stopped !== address.held) hold();
  }, [stopped, address.held, hold]);

  const leave = () => void navigate(`/direct?scope=${encodeURIComponent(address.of ?? scope?.scope ?? '')}`);
  const onKey = useStable((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (choosing) {
      if (event.key === 'Escape') setChoosing(false);
      return;
    }
    // A focused control answers to the space bar itself.
    const onControl = event.target instanceof HTMLButtonElement;
    if (event.key === ' ' && !onControl) move('pause');
    else if (event.key === 'ArrowRight') move('next');
    else if (event.key === 'ArrowLeft') move('previous');
    else if (event.key === 'f') void toggleFullScreen();
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onKey]);

  if (scope === undefined) return null;
  return (
    <div className={styles['wall']} data-awake={awake} data-status={connection.status}>
      <Orbit>
        <header className={styles['head']}>
          <h1 key={scope.scope} className={styles['name']}>
            {scope.name}
          </h1>
          <WallClock />
        </header>
        <WallFace key={scope.scope} scope={scope} />
        <footer className={styles['foot']}>
          <WallState connection={connection} />
          {paused && <p className={styles['paused']}>{t('wall.paused')}</p>}
          {shown.length > 1 && (
            <p className={styles['place']} aria-label={t('wall.place', { place: place + 1, count: shown.length })}>
              {t('wall.placeOf', { place: place + 1, count: shown.length })}
            </p>
          )}
        </footer>
      </Orbit>
      {next !== undefined && next !== scope && <WallAhead key={next.scope} scope={next.scope} />}
      {awake && (
        <WallControls
          paused={paused}
          theme={address.theme}
          several={shown.length > 1}
          onPrevious={() => move('previous')}
          onPause={() => move('pause')}
          onNext={() => move('next')}
          onTheme={() => write({ theme: address.theme === 'dark' ? 'light' : 'dark' })}
          onFullScreen={() => void toggleFullScreen()}
          onLeave={leave}
        >
          <WallChoice
            tree={tree}
            wholes={wholes}
            address={address}
            shown={shown}
            opened={choosing}
            onOpen={setChoosing}
            onChoose={(choice) => write({ ...choice, held: undefined })}
          />
        </WallControls>
      )}
    </div>
  );
}

/** Moves the picture a little every minute. */
function Orbit({ children }: { children: ReactNode }) {
  const minute = Math.floor(useNow() / 60_000);
  const { x, y } = orbit(minute);
  const style = { '--orbit-x': String(x * 100), '--orbit-y': String(y * 100) } as CSSProperties;
  return (
    <div className={styles['orbit']} style={style}>
      {children}
    </div>
  );
}

async function toggleFullScreen(): Promise<void> {
  // A browser may refuse: the page fills its window then.
  if (document.fullscreenElement === null) await document.documentElement.requestFullscreen().catch(() => undefined);
  else await document.exitFullscreen();
}
