import { Checkbox, Progress } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { changesPast } from '../../../shared/api/master-imports.ts';
import { useLanguage } from '../../ui/language.ts';
import { fileSize } from '../file-size.ts';
import { ignoreFiles, useFileDrop } from '../use-file-drop.ts';
import { ColumnChoice } from './column-choice.tsx';
import { CountLine } from './count-line.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { FileBar } from './file-bar.tsx';
import { FileProblem } from './file-problem.tsx';
import styles from './file-panel.module.css';
import { OpenQuestions } from './open-questions.tsx';
import { RefusalTable } from './refusal-table.tsx';
import type { InHand, MasterFileControl } from './use-master-file.ts';
import { Warnings } from './warnings.tsx';

/** The file in hand: what was understood, what it would change, and the button that does it. */
export function FilePanel({ inHand, control }: { inHand: InHand; control: MasterFileControl }) {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const title = useRef<HTMLHeadingElement>(null);
  useFileDrop(ignoreFiles);
  useEffect(() => title.current?.focus(), []);
  const { kind, file, outcome, error, work } = inHand;
  const open = (outcome?.questions.length ?? 0) > 0;
  return (
    <div className={styles['page']} data-testid="master-panel" data-kind={kind} data-work={work ?? 'none'}>
      <div className={styles['panels']} aria-busy={work !== null}>
        <section className={styles['panel']}>
          <h2 ref={title} tabIndex={-1} className={styles['title']}>
            {t(`master.kind.${kind}`)}
            <span className={styles['file']}>
              {file.name} · {fileSize(file.size, language)}
            </span>
          </h2>
          {outcome === null && error === null && (
            <Progress.Root size="sm">
              <Progress.Section value={100} animated aria-label={t('master.checking')} />
            </Progress.Root>
          )}
          {error !== null && <FileProblem error={error} />}
          {inHand.moved && (
            <p role="alert" className={styles['moved']}>
              {t('master.moved')}
            </p>
          )}
          {outcome && <ColumnChoice outcome={outcome} disabled={work !== null} onAnswer={control.answer} />}
        </section>
        {outcome && open && <OpenQuestions outcome={outcome} disabled={work !== null} onAnswer={control.answer} />}
        {outcome && !open && (
          <section className={styles['panel']} aria-label={t('master.compared')}>
            <CountLine counts={outcome} done={false} />
            <Warnings warnings={outcome.warnings} />
            {outcome.warnings.some(changesPast) && (
              <Checkbox
                label={t('master.past.label')}
                checked={inHand.changePast}
                disabled={work !== null}
                onChange={(event) => control.agree(event.currentTarget.checked)}
                data-testid="master-past"
              />
            )}
            <DifferenceTable
              kind={kind}
              differences={outcome.differences}
              total={outcome.created + outcome.changed}
              fields={outcome.fields}
            />
            <RefusalTable outcome={outcome} />
          </section>
        )}
      </div>
      <FileBar inHand={inHand} control={control} />
    </div>
  );
}
