import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { failureOf } from '../api/api-error.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { fileSize } from './file-size.ts';
import styles from './upload-card.module.css';
import { upload, type UploadState } from './upload.ts';
import { ignoreFiles, useFileDrop } from './use-file-drop.ts';

/** The file on its way to the server, or why it did not get there. */
export function UploadCard({ state }: { state: Exclude<UploadState, { status: 'idle' }> }) {
  const { t } = useTranslation('imports');
  const name = state.file.name;
  if (state.status === 'sending') return <Sending file={state.file} fraction={state.fraction} />;
  if (state.status === 'sent') {
    return (
      <section className={styles['card']} data-testid="upload-sent">
        <output className={styles['title']}>{t('upload.sent', { name })}</output>
        <Button component={Link} to={`/imports/${state.id}`} onClick={upload.clear} size="sm">
          {t('upload.open')}
        </Button>
      </section>
    );
  }
  const retry = () => upload.start(state.file, state.dryRun);
  return (
    <section className={styles['card']} data-failed data-testid="upload-failed">
      <div role="alert">
        <p className={styles['title']}>{t('upload.failed', { name })}</p>
        <p className={styles['text']}>
          <UploadProblem error={state.error} />
        </p>
      </div>
      <div className={styles['actions']}>
        <Button variant="default" onClick={upload.clear}>
          {t('upload.dismiss')}
        </Button>
        <Button onClick={retry}>{t('upload.retry')}</Button>
      </div>
    </section>
  );
}

function Sending({ file, fraction }: { file: File; fraction: number }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const language = useLanguage();
  useFileDrop(ignoreFiles);
  const title = t('upload.sending', { name: file.name });
  const size = fileSize(file.size, language);
  const left = fraction >= 1;
  return (
    <section className={styles['card']} data-testid="upload-sending">
      <div className={styles['progress']}>
        <p className={styles['title']}>{title}</p>
        <Progress.Root size="md">
          <Progress.Section value={fraction * 100} aria-label={title} animated={left} />
        </Progress.Root>
        <p className={styles['text']}>
          {left ? t('upload.received') : t('upload.percent', { percent: formats.percent(fraction, 0), size })}
        </p>
      </div>
      <Button variant="default" onClick={upload.cancel} data-testid="upload-cancel">
        {t('upload.cancel')}
      </Button>
    </section>
  );
}

function UploadProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('imports');
  const failure = failureOf(error);
  if (failure?.kind === 'network') return t('uploadError.network');
  if (failure?.kind !== 'refused') return t('uploadError.other', { code: failure?.kind ?? 'unknown' });
  switch (failure.status) {
    case 401:
      return t('uploadError.session');
    case 403:
      return t('uploadError.rights');
    case 413:
      return t('uploadError.too_large');
    case 429:
      return t('uploadError.waiting');
    default:
      return t('uploadError.other', { code: failure.code });
  }
}
