import { Button, Tooltip } from '@mantine/core';
import { Check, CloudOff, CloudUpload, LoaderCircle, Lock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './save-pill.module.css';
import { useStore } from './use-plan-version.ts';
import type { PlanSession } from './plan-session.ts';
import type { Words } from '../sheet/plan-words.ts';
import type { SaveState } from '../../sync/save-state.ts';

const ICONS = {
  opening: LoaderCircle,
  saved: Check,
  saving: CloudUpload,
  offline: CloudOff,
  stopped: TriangleAlert,
};

/** Where one's own entries are: never « Enregistré » before the server has said so. */
export function SavePill({ session, writes }: { session: PlanSession; writes: boolean }) {
  const { t } = useTranslation('scenarios');
  const save = useStore(session.save);
  const Icon = save.kind === 'saved' && !writes ? Lock : ICONS[save.kind];
  return (
    <>
      <Tooltip label={detail(t, save, writes)}>
        <output
          className={`${styles['pill']} ${styles[save.kind]}`}
          data-testid="save-state"
          data-state={save.kind}
          data-pending={'pending' in save ? save.pending : 0}
        >
          <Icon size={14} aria-hidden />
          <span className={styles['text']}>{text(t, save, writes)}</span>
        </output>
      </Tooltip>
      <Remedy t={t} save={save} session={session} />
    </>
  );
}

function Remedy({ t, save, session }: { t: Words; save: SaveState; session: PlanSession }) {
  if (save.kind === 'offline') {
    return (
      <Button className={styles['retry'] ?? ''} size="compact-sm" variant="default" onClick={session.retry}>
        {t('save.retry')}
      </Button>
    );
  }
  if (save.kind !== 'stopped' || save.cause === 'signedOut') return null;
  return (
    <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
      {t('save.reload')}
    </Button>
  );
}

function text(t: Words, save: SaveState, writes: boolean): string {
  switch (save.kind) {
    case 'opening':
      return t('save.opening');
    case 'saved':
      return t(writes ? 'save.saved' : 'page.readOnly');
    case 'saving':
      return t('save.saving');
    case 'offline':
      if (save.pending > 0) return t('save.pending', { count: save.pending });
      return save.cause === 'network' ? t('save.offline') : t(`save.${save.cause}`);
    case 'stopped':
      return t(`save.${save.cause}`);
  }
}

function detail(t: Words, save: SaveState, writes: boolean): string {
  switch (save.kind) {
    case 'opening':
      return t('save.opening');
    case 'saved':
      return t(writes ? 'save.detailSaved' : 'save.detailReader');
    case 'saving':
      return t('save.detailSaving');
    case 'offline':
      return save.cause === 'network'
        ? t('save.detailOffline')
        : `${t(`save.${save.cause}`)} (${save.sheets.join(', ')})`;
    case 'stopped':
      return t('save.detailStopped');
  }
}
