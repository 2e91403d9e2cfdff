import { Button } from '@mantine/core';
import { Download, FileSpreadsheet } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MasterKind } from '../../../shared/api/master-imports.ts';
import { KIND_ICONS } from './kind-icon.ts';
import styles from './kind-card.module.css';
import { downloadPath } from './master-queries.ts';

interface Props {
  kind: MasterKind;
  onFile: (file: File) => void;
}

const ACCEPTED = '.csv,.txt,.tsv,.xlsx,.gz,.zip,text/csv,text/plain';

/** One kind of reference data: what it holds, its template, what is stored now, and the way to send a file. */
export function KindCard({ kind, onFile }: Props) {
  const { t } = useTranslation('imports');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const Icon = KIND_ICONS[kind];
  const title = t(`master.kind.${kind}`);
  const drop = (event: DragEvent) => {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is a short cut for its button
    <section
      className={styles['card']}
      aria-label={title}
      data-over={over}
      data-testid={`master-card-${kind}`}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 className={styles['title']}>
        <Icon size={18} strokeWidth={1.75} aria-hidden className={styles['icon']} />
        {title}
      </h2>
      <p className={styles['text']}>{t(`master.about.${kind}`)}</p>
      <div className={styles['files']}>
        <a href={downloadPath(kind, 'template')} download className={styles['file']} data-testid="master-template">
          <FileSpreadsheet size={14} aria-hidden />
          {t('master.template')}
        </a>
        <a href={downloadPath(kind, 'export')} download className={styles['file']} data-testid="master-export">
          <Download size={14} aria-hidden />
          {t('master.export')}
        </a>
      </div>
      <Button variant="default" fullWidth onClick={() => input.current?.click()} data-testid="master-choose">
        {t('master.choose')}
        <span className="visually-hidden"> : {title}</span>
      </Button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        hidden
        aria-label={`${t('master.choose')} : ${title}`}
        data-testid="master-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file chosen again must be a change again.
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </section>
  );
}
