import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Import } from '../../shared/api/imports.ts';
import { useConnection } from '../api/live.tsx';
import { useFormats } from '../ui/use-formats.ts';
import styles from './action-bar.module.css';
import { ActionProblem } from './action-problem.tsx';
import { useAuthorName } from './author.tsx';
import { useImportAction } from './import-queries.ts';
import { RevertDialog } from './revert-dialog.tsx';
import { useAnswers } from './use-answers.ts';
import type { Editing } from './use-draft.ts';

interface Props {
  item: Import;
  editing: Editing | null;
  /** Its author, or a director. */
  mayAct: boolean;
  progress: ReactNode;
}

/** What is going on and what can be done now, always at the foot of the page. */
export function ActionBar({ item, editing, mayAct, progress }: Props) {
  const { t } = useTranslation('imports');
  const offline = useConnection().status === 'offline';
  const action = useImportAction(item.id);
  const author = useAuthorName(item.author);
  return (
    <section aria-label={t('bar.label')} className={styles['bar']} data-action-bar data-testid="import-actions">
      <div className={styles['inner']}>
        <div className={styles['state']}>
          {progress}
          <Situation item={item} editing={editing} />
          {!mayAct && <p className={styles['quiet']}>{t('bar.notYours', { author })}</p>}
          {mayAct && offline && <p className={styles['quiet']}>{t('bar.offline')}</p>}
          {action.error !== null && item.status !== 'done' && <ActionProblem error={action.error} />}
        </div>
        <div className={styles['actions']}>
          {mayAct && <Actions item={item} editing={editing} action={action} offline={offline} />}
        </div>
      </div>
    </section>
  );
}

function Situation({ item, editing }: Pick<Props, 'item' | 'editing'>) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { status } = item;
  const text = (() => {
    if (status === 'needs_mapping' && editing !== null) {
      const count = editing.open.length;
      return count === 0 ? t('bar.answered') : t('bar.questions', { count, n: formats.count(count) });
    }
    if (status === 'checked') {
      const missing = editing?.missing ?? [];
      if (missing.length > 0)
        return t('bar.missing', { fields: missing.map((field) => t(`field.${field}`)).join(', ') });
      if (editing?.edited === true) return t('bar.edited');
      return item.accepted === 0 ? t('bar.nothingNew') : t('bar.checked');
    }
    if (status === 'done' || status === 'reverted' || status === 'cancelled' || status === 'failed') {
      return t(`bar.${status}`);
    }
    return null;
  })();
  return text === null ? null : <p className={styles['text']}>{text}</p>;
}

interface ActionsProps extends Pick<Props, 'item' | 'editing'> {
  action: ReturnType<typeof useImportAction>;
  offline: boolean;
}

function Actions({ item, editing, action, offline }: ActionsProps) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const answers = useAnswers(item, editing, action.mutate);
  const { status, accepted, dryRun } = item;
  const busy = action.isPending;
  const sending = action.variables?.kind;
  const another = (variant: 'default' | 'filled') => (
    <Button component={Link} to="/imports" variant={variant}>
      {t('bar.another')}
    </Button>
  );
  const cancel = (label: string) => (
    <Button
      variant="default"
      disabled={offline || (busy && sending !== 'cancel')}
      loading={busy && sending === 'cancel'}
      onClick={() => action.mutate({ kind: 'cancel' })}
      data-testid="import-cancel"
    >
      {label}
    </Button>
  );
  const send = (label: string) => (
    <Button
      disabled={offline}
      loading={busy && sending === 'mapping'}
      onClick={answers.send}
      data-testid="import-apply"
    >
      {label}
    </Button>
  );
  switch (status) {
    case 'queued':
    case 'reading':
    case 'checking':
    case 'committing':
      return cancel(t('bar.stop'));
    case 'needs_mapping':
      return (
        <>
          {cancel(t('bar.cancel'))}
          {send(dryRun ? t('bar.check') : t('bar.checkAndImport'))}
        </>
      );
    case 'checked':
      if (editing?.edited === true) {
        return (
          <>
            <Button variant="default" onClick={editing.discard} data-testid="import-discard">
              {t('bar.discard')}
            </Button>
            {send(t('bar.recheck'))}
          </>
        );
      }
      return (
        <>
          {cancel(t('bar.cancel'))}
          {accepted > 0 && (
            <Button
              disabled={offline}
              loading={busy && sending === 'commit'}
              onClick={() => action.mutate({ kind: 'commit' })}
              data-testid="import-commit"
            >
              {t('bar.commit', { count: accepted, n: formats.count(accepted) })}
            </Button>
          )}
        </>
      );
    case 'done':
      return (
        <>
          {another('default')}
          {accepted > 0 && (
            <Button
              className={styles['danger'] ?? ''}
              variant="default"
              onClick={() => setAsking(true)}
              data-testid="import-revert"
            >
              {t('bar.revert')}
            </Button>
          )}
          <RevertDialog
            item={item}
            opened={asking}
            onClose={() => setAsking(false)}
            action={action}
            offline={offline}
          />
        </>
      );
    case 'failed':
    case 'cancelled':
    case 'reverted':
      return another('filled');
  }
}
