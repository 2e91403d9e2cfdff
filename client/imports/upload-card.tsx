import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Import } from '../../shared/api/imports.ts';
import { failureOf } from '../api/api-error.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { fileSize } from './file-size.ts';
import { StatusBadge } from './status-badge.tsx';
import styles from './upload-card.module.css';
import { isSending, uploads, type UploadItem } from './upload.ts';

interface Props {
  items: readonly UploadItem[];
  /** The imports of the page, to show how far those are that have arrived. */
  imports: readonly Import[];
}

/** The files on their way to the server, what became of them, or why they did not get there. */
export function UploadCard({ items, imports }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const arrived = items.filter(({ status }) => status === 'sent').length;
  return (
    <section className={styles['card']} aria-label={t('upload.label')} data-testid="uploads">
      {items.length > 1 && (
        <header className={styles['head']}>
          <output className={styles['title']}>
            {t('upload.count', {
              count: items.length,
              arrived: formats.count(arrived),
              n: formats.count(items.length),
            })}
          </output>
          {!isSending(items) && (
            <Button variant="default" size="xs" onClick={uploads.clear} data-testid="uploads-clear">
              {t('upload.dismiss')}
            </Button>
          )}
        </header>
      )}
      <ul className={styles['list']}>
        {items.map((item) => (
          <li key={item.key} className={styles['row']} data-status={item.status} data-testid={`upload-${item.status}`}>
            <Row item={item} found={imports.find(({ id }) => item.status === 'sent' && id === item.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ item, found }: { item: UploadItem; found: Import | undefined }) {
  const { t } = useTranslation('imports');
  const { name, size } = item.file;
  const language = useLanguage();
  switch (item.status) {
    case 'waiting':
      return (
        <>
          <p className={styles['name']}>
            {name} <span className={styles['text']}>{fileSize(size, language)}</span>
          </p>
          <span className={styles['text']}>{t('upload.waiting')}</span>
          <Button variant="default" size="xs" onClick={() => uploads.remove(item.key)}>
            {t('upload.remove')}
          </Button>
        </>
      );
    case 'sending':
      return <Sending item={item} fraction={item.fraction} />;
    case 'sent':
      return (
        <>
          <p className={styles['name']}>
            <Link to={`/imports/${item.id}`}>{name}</Link>
          </p>
          {found ? (
            <StatusBadge status={found.status} progress={found.progress} />
          ) : (
            <output className={styles['text']}>{t('upload.sent')}</output>
          )}
          <Button component={Link} to={`/imports/${item.id}`} size="xs" variant="default">
            {t('upload.open')}
          </Button>
        </>
      );
    case 'failed':
      return (
        <>
          <div role="alert" className={styles['name']}>
            <p>{t('upload.failed', { name })}</p>
            <p className={styles['text']}>
              <UploadProblem error={item.error} />
            </p>
          </div>
          <Button variant="default" size="xs" onClick={() => uploads.remove(item.key)}>
            {t('upload.dismiss')}
          </Button>
          <Button size="xs" onClick={() => uploads.retry(item.key)}>
            {t('upload.retry')}
          </Button>
        </>
      );
  }
}

function Sending({ item, fraction }: { item: UploadItem; fraction: number }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const language = useLanguage();
  const title = t('upload.sending', { name: item.file.name });
  const size = fileSize(item.file.size, language);
  const left = fraction >= 1;
  return (
    <>
      <div className={styles['progress']}>
        <p className={styles['name']}>{title}</p>
        <Progress.Root size="md">
          <Progress.Section value={fraction * 100} aria-label={title} animated={left} />
        </Progress.Root>
        <p className={styles['text']}>
          {left ? t('upload.received') : t('upload.percent', { percent: formats.percent(fraction, 0), size })}
        </p>
      </div>
      <Button variant="default" size="xs" onClick={() => uploads.remove(item.key)} data-testid="upload-cancel">
        {t('upload.cancel')}
      </Button>
    </>
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
