import { CloseButton } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { editText } from '../sheet/explain.ts';
import styles from './refused-notice.module.css';
import { useStore } from './use-plan-version.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { PlanSession } from './plan-session.ts';
import type { Words } from '../sheet/plan-words.ts';

const SHOWN = 3;
const WORDED = ['rights', 'sheet', 'clock', 'settled', 'full', 'share'] as const;

/** What the server did not take: it is on no screen any more, so it is told here until it is closed. */
export function RefusedNotice({ session, explainer }: { session: PlanSession; explainer: Explainer }) {
  const { t } = useTranslation('scenarios');
  const refusals = useStore(session.refusals);
  const edits = refusals.flatMap((refusal) => refusal.edits);
  const code = refusals.at(-1)?.code;
  if (code === undefined) return null;
  const lines = edits.slice(0, SHOWN).map((edit) => ({
    id: edit.id,
    text: `${explainer.words.cell(edit.cell)} : ${edit.op === 'clear' || edit.op === 'undo' ? '–' : editText(explainer, edit)}`,
  }));
  return (
    <div className={styles['notice']} role="alert" data-testid="refused">
      <TriangleAlert size={16} aria-hidden className={styles['icon']} />
      <div>
        <strong>{t('refused.title', { count: edits.length })}</strong> {reason(t, code)} {t('refused.text')}
        <ul className={styles['list']}>
          {lines.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
          {edits.length > SHOWN && <li>{t('refused.more', { count: edits.length - SHOWN })}</li>}
        </ul>
      </div>
      <CloseButton aria-label={t('refused.close')} onClick={() => session.refusals.set([])} />
    </div>
  );
}

function reason(t: Words, code: string): string {
  return isWorded(code) ? t(`refused.${code}`) : t('refused.other', { code });
}

const isWorded = (code: string): code is (typeof WORDED)[number] => WORDED.some((known) => known === code);
