import { Button, Switch } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './drop-zone.module.css';
import { useFileDrop } from './use-file-drop.ts';

interface Props {
  /** The hidden file field, for the page's own button. */
  inputRef: RefObject<HTMLInputElement | null>;
  checkFirst: boolean;
  onCheckFirst: (checkFirst: boolean) => void;
  onFiles: (files: readonly File[]) => void;
}

/** What can be read; also lets phones open their file chooser on the right kind. The server judges the content. */
const ACCEPTED =
  '.xlsx,.xlsm,.csv,.txt,.tsv,.gz,.zip,text/csv,text/plain,text/tab-separated-values,application/gzip,application/zip,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function DropZone({ inputRef, checkFirst, onCheckFirst, onFiles }: Props) {
  const { t } = useTranslation('imports');
  const [problem, setProblem] = useState<string | null>(null);
  const take = (files: readonly File[]) => {
    const empty = files.find((file) => file.size === 0);
    setProblem(empty === undefined ? null : t('drop.empty', { name: empty.name }));
    const filled = files.filter((file) => file.size > 0);
    if (filled.length > 0) onFiles(filled);
  };
  const over = useFileDrop(take);
  return (
    <section className={styles['zone']} data-over={over} aria-label={t('drop.label')} data-testid="imports-drop">
      <FileUp size={22} aria-hidden className={styles['icon']} />
      <div className={styles['words']}>
        <p className={styles['text']}>
          {over ? (
            t('drop.over')
          ) : (
            <>
              <span className={styles['drop']}>
                {t('drop.text')} {t('drop.or')}{' '}
              </span>
              <button type="button" className={styles['browse']} onClick={() => inputRef.current?.click()}>
                <span className={styles['drop']}>{t('drop.browse')}</span>
                <span className={styles['tap']}>{t('choose')}</span>
              </button>
            </>
          )}
        </p>
        <p className={styles['formats']}>{t('drop.formats')}</p>
      </div>
      <input
        ref={inputRef}
        type="file"
        multiple
        accept={ACCEPTED}
        hidden
        aria-label={t('choose')}
        data-testid="imports-file"
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          // The same file chosen again must be a change again.
          event.currentTarget.value = '';
        }}
      />
      <Switch
        className={styles['switch'] ?? ''}
        checked={checkFirst}
        onChange={(event) => onCheckFirst(event.currentTarget.checked)}
        label={t('drop.checkFirst')}
        description={checkFirst ? t('drop.checkFirstOn') : t('drop.checkFirstOff')}
        data-testid="imports-check-first"
      />
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </section>
  );
}

export function ChooseFile({ inputRef }: Pick<Props, 'inputRef'>) {
  const { t } = useTranslation('imports');
  return (
    <Button className={styles['choose'] ?? ''} onClick={() => inputRef.current?.click()} data-testid="imports-choose">
      {t('choose')}
    </Button>
  );
}
