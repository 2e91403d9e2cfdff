import { Select, Skeleton, TextInput } from '@mantine/core';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../engine/use-answer.ts';
import styles from './history.module.css';
import { authorsOf, filterLines, logLines } from './log-lines.ts';
import { LOG_ROW_PX, LogRow } from './log-row.tsx';
import { recordedOnly } from './recorded.ts';
import { RecordedState } from './recorded-state.tsx';
import { Rows } from './rows.tsx';
import { useRecorded } from './use-recorded.ts';
import type { LogStatus } from './log-row.tsx';
import type { PanelContext } from '../panels/panels.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** Everything that was entered in the scenario, newest first, by person and by cell. */
export function ScenarioLog({ context }: { readonly context: PanelContext }) {
  const { t } = useTranslation('scenarios');
  const { scenario, session, explainer, goTo } = context;
  const { words, nameOf } = explainer;
  const [by, setBy] = useState<string | null>(null);
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const ask = useCallback(() => session.engine.log(), [session]);
  const answer = useAnswer(session, ask);
  const recorded = useRecorded(scenario);

  const items = answer.kind === 'known' ? answer.value : undefined;
  const statuses = useMemo(() => {
    const known = new Map<Edit, LogStatus>((items ?? []).map(({ edit, status }) => [edit, status]));
    const older = recordedOnly(recorded.items, [...known.keys()], explainer.hierarchy);
    for (const edit of older) known.set(edit, 'recorded');
    return known;
  }, [items, recorded.items, explainer.hierarchy]);
  const lines = useMemo(() => logLines([...statuses.keys()]), [statuses]);
  const authors = useMemo(() => authorsOf(lines, nameOf), [lines, nameOf]);
  const cellName = useMemo(() => remembered(words.cell), [words]);
  const shown = useMemo(
    () => filterLines(lines, { by: by ?? undefined, text: wanted }, cellName),
    [lines, by, wanted, cellName],
  );

  if (answer.kind === 'loading')
    return <Skeleton height={120} className={styles['late'] ?? ''} aria-label={t('history.loading')} />;
  if (answer.kind === 'failed') return <p role="alert">{t('history.failed')}</p>;
  return (
    <>
      <div className={styles['filters']}>
        <TextInput
          size="xs"
          aria-label={t('history.log.search')}
          placeholder={t('history.log.searchHint')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          data-testid="log-search"
        />
        <Select
          size="xs"
          aria-label={t('history.log.person')}
          placeholder={t('history.log.everybody')}
          clearable
          data={authors.map(({ id, name }) => ({ value: id, label: name }))}
          value={by}
          onChange={setBy}
          data-testid="log-person"
        />
      </div>
      <output className={`${styles['quiet']} ${styles['count']}`}>
        {t('history.log.count', { count: shown.length })}
      </output>
      {shown.length === 0 && (
        <p className={styles['quiet']}>{t(lines.length === 0 ? 'history.log.empty' : 'history.log.noMatch')}</p>
      )}
      <Rows
        count={shown.length}
        rowHeight={LOG_ROW_PX}
        label={t('history.log.list')}
        row={(index) => {
          const line = shown[index];
          if (!line) return null;
          const status = statuses.get(line.edits[0]) ?? 'counts';
          return <LogRow line={line} status={status} explainer={explainer} onGoTo={goTo} />;
        }}
        onEnd={recorded.state === 'waiting' ? recorded.readOn : undefined}
        foot={lines.length > 0 || recorded.state !== 'complete' ? <RecordedState recorded={recorded} /> : undefined}
      />
    </>
  );
}

/** Names are made of several look-ups, and asked for at every letter typed. */
function remembered(name: (address: string) => string): (address: string) => string {
  const known = new Map<string, string>();
  return (address) => {
    const found = known.get(address) ?? name(address);
    known.set(address, found);
    return found;
  };
}
