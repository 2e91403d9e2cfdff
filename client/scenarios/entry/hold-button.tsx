import { Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './hold-button.module.css';

interface Props {
  readonly held: boolean;
  readonly onToggle: () => void;
}

/** The padlock of the active cell: a held total is not moved by entries elsewhere. */
export function HoldButton({ held, onToggle }: Props) {
  const { t } = useTranslation('scenarios');
  const Icon = held ? Lock : LockOpen;
  return (
    <button
      type="button"
      className={styles['button']}
      aria-pressed={held}
      title={t(held ? 'entry.hold.releaseHint' : 'entry.hold.holdHint')}
      onClick={onToggle}
      data-testid="hold"
    >
      <Icon size={13} aria-hidden />
      {t(held ? 'entry.hold.release' : 'entry.hold.hold')}
    </button>
  );
}
