import { Info, TriangleAlert } from 'lucide-react';
import { isWarning, noticeText } from './notice.ts';
import styles from './notice-line.module.css';
import type { Explainer } from '../sheet/explain.ts';
import type { Notice } from './notice.ts';

/** The last gesture in words, in the status bar; read out politely. */
export function NoticeLine({ notice, explainer }: { notice: Notice | undefined; explainer: Explainer }) {
  const Icon = notice && isWarning(notice) ? TriangleAlert : Info;
  return (
    <output className={styles['line']} data-testid="notice" data-warning={notice ? isWarning(notice) : false}>
      {notice && (
        <>
          <Icon size={14} aria-hidden />
          <span className={styles['text']}>{noticeText(explainer, notice)}</span>
        </>
      )}
    </output>
  );
}
