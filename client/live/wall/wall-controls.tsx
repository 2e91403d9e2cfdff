import { ChevronLeft, ChevronRight, LogOut, Maximize, Moon, Pause, Play, Sun, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './wall.module.css';

interface Props {
  paused: boolean;
  theme: 'dark' | 'light';
  /** False where there is nothing to rotate over. */
  several: boolean;
  onPrevious: () => void;
  onPause: () => void;
  onNext: () => void;
  onTheme: () => void;
  onFullScreen: () => void;
  onLeave: () => void;
  /** The choice of scopes. */
  children: ReactNode;
}

/** Shown while somebody is there. */
export function WallControls({ paused, theme, several, children, ...on }: Props) {
  const { t } = useTranslation('live');
  return (
    <div className={styles['controls']} role="toolbar" aria-label={t('wall.controls')}>
      {several && (
        <>
          <Control icon={ChevronLeft} label={t('wall.previous')} onPress={on.onPrevious} />
          <Control
            icon={paused ? Play : Pause}
            label={paused ? t('wall.resume') : t('wall.pause')}
            onPress={on.onPause}
          />
          <Control icon={ChevronRight} label={t('wall.next')} onPress={on.onNext} />
        </>
      )}
      {children}
      <Control
        icon={theme === 'dark' ? Sun : Moon}
        label={theme === 'dark' ? t('wall.light') : t('wall.dark')}
        onPress={on.onTheme}
      />
      <Control icon={Maximize} label={t('wall.fullScreen')} onPress={on.onFullScreen} />
      <Control icon={LogOut} label={t('wall.leave')} onPress={on.onLeave} />
    </div>
  );
}

function Control({ icon: Icon, label, onPress }: { icon: LucideIcon; label: string; onPress: () => void }) {
  return (
    <button type="button" className={styles['control']} title={label} aria-label={label} onClick={onPress}>
      <Icon size={20} aria-hidden />
    </button>
  );
}
