import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Import, ImportUnderstood } from '../../shared/api/imports.ts';
import { useFormats } from '../ui/use-formats.ts';
import { useAuthorName } from './author.tsx';
import { useImportAction } from './import-queries.ts';
import { useForgetMemory } from './memories/memory-queries.ts';
import styles from './remembered-note.module.css';
import { isCorrectable } from './steps.ts';

interface Props {
  item: Import;
  remembered: NonNullable<ImportUnderstood['remembered']>;
}

/** The file was read as the last one with its columns was: which one, and how to have it guessed anew. */
export function RememberedNote({ item, remembered }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const action = useImportAction(item.id);
  const author = useAuthorName(remembered.author);
  const correctable = isCorrectable(item.status);
  const forget = useForgetMemory(remembered.id);
  // A file that still waits is read again, now by itself.
  const readAgain = () => correctable && action.mutate({ kind: 'mapping', mapping: {} });
  return (
    <div className={styles['note']} data-testid="import-remembered">
      <History size={16} aria-hidden className={styles['icon']} />
      <p>
        {t('remembered.text', {
          name: remembered.fileName,
          when: formats.dateTime(remembered.readAt),
          author,
        })}{' '}
        {correctable && t('remembered.change')}
      </p>
      {forget.isSuccess ? (
        <output>{t('remembered.forgotten')}</output>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={forget.isPending}
          onClick={() => forget.mutate(undefined, { onSuccess: readAgain })}
          data-testid="import-forget"
        >
          {t('remembered.forget')}
        </Button>
      )}
      {forget.isError && <p role="alert">{t('remembered.failed')}</p>}
    </div>
  );
}
