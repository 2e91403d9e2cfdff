import { Check, CircleDashed, CircleHelp, RotateCcw, X, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './status-badge.module.css';
import { isRunning } from './steps.ts';

const LOOKS: Record<ImportStatus, { icon: LucideIcon; tone: 'running' | 'asking' | 'done' | 'failed' | 'quiet' }> = {
  queued: { icon: CircleDashed, tone: 'running' },
  reading: { icon: CircleDashed, tone: 'running' },
  needs_mapping: { icon: CircleHelp, tone: 'asking' },
  checking: { icon: CircleDashed, tone: 'running' },
  checked: { icon: CircleHelp, tone: 'asking' },
  committing: { icon: CircleDashed, tone: 'running' },
  done: { icon: Check, tone: 'done' },
  failed: { icon: X, tone: 'failed' },
  cancelled: { icon: X, tone: 'quiet' },
  reverted: { icon: RotateCcw, tone: 'quiet' },
};

/** The status in a word, with a shape of its own and, while something runs, how far it is. */
export function StatusBadge({ status, progress }: { status: ImportStatus; progress: number }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <span className={styles['badge']} data-tone={tone} data-status={status} data-testid="import-status">
      <Icon size={14} aria-hidden className={styles['icon']} />
      {t(`status.${status}`)}
      {isRunning(status) && status !== 'queued' && ` ${formats.percent(progress, 0)}`}
    </span>
  );
}
