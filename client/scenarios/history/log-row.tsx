import { useTranslation } from 'react-i18next';
import { msOf } from '../../../shared/scenario/clock.ts';
import { personStyle } from '../../presence/person-style.ts';
import { entryText } from './entry-text.ts';
import styles from './log-row.module.css';
import type { Explainer } from '../sheet/explain.ts';
import type { LogLine } from './log-lines.ts';
import type { HistoryItem } from '../../../shared/planning/history.ts';

/** px; two lines and the space around them. */
export const LOG_ROW_PX = 50;

/** `recorded`: the documents hold it no longer, so what became of it is not known here. */
export type LogStatus = HistoryItem['status'] | 'recorded';

/** Everything else has lost its effect, which is known of it. */
const PLAIN: ReadonlySet<LogStatus> = new Set(['counts', 'silent', 'recorded']);

interface Props {
  readonly line: LogLine;
  readonly status: LogStatus;
  readonly explainer: Explainer;
  readonly onGoTo: (cell: string) => void;
}

/** One action of one person; it leads to its cell. */
export function LogRow({ line, status, explainer, onGoTo }: Props) {
  const { t } = useTranslation('scenarios');
  // The first one entered: where a paste begins.
  const edit = line.edits.at(-1) ?? line.edits[0];
  const where = explainer.words.cell(edit.cell);
  const many = line.edits.length;
  const what = many === 1 ? entryText(explainer, edit) : groupText(explainer, line);
  const fate = many === 1 || status === 'recorded' ? t(`history.log.status.${status}`) : '';
  return (
    <button
      type="button"
      className={styles['row']}
      style={personStyle(explainer.slotOf(line.by))}
      title={t('history.log.goTo', { where })}
      onClick={() => onGoTo(edit.cell)}
      data-testid="log-line"
      data-status={status}
    >
      <span className={styles['line']}>
        <span className={styles['who']}>{explainer.nameOf(line.by)}</span>
        {fate !== '' && <span className={styles['quiet']}>{fate}</span>}
        <time className={styles['time']}>{explainer.when(msOf(line.at))}</time>
      </span>
      <span className={styles['text']}>
        <span className={PLAIN.has(status) ? undefined : styles['past']}>{what}</span>
        <span className={styles['quiet']}> · {many === 1 ? where : t('history.log.from', { where })}</span>
      </span>
    </button>
  );
}

function groupText({ t }: Explainer, { edits }: LogLine): string {
  if (edits.every(({ op }) => op === 'undo')) {
    return t('history.did.undo', { count: edits.reduce((sum, { over }) => sum + over.length, 0) });
  }
  const count = new Set(edits.map(({ cell }) => cell)).size;
  return t(edits.every(({ op }) => op === 'clear') ? 'history.log.groupClear' : 'history.log.group', { count });
}
