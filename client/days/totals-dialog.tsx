import { Button, FileButton, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tillTotalsResponseSchema, type TillTotal } from '../../shared/api/store-days.ts';
import { apiRequest } from '../api/http.ts';
import { STORE_DAYS_KEY } from '../api/store-days.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './dialog.module.css';
import { parseTotals, type ReadTotals } from './parse-totals.ts';
import { Problem } from './problem.tsx';
import { sendTotals } from './send-totals.ts';
import { useFocusBack } from '../ui/use-focus-back.ts';

const FAULTS_SHOWN = 5;

interface Props {
  onClose: () => void;
  onDone: (words: string) => void;
}

/** Till totals from a file, or cells pasted from a spreadsheet: read at once, sent as a whole. */
export function TotalsDialog({ onClose, onDone }: Props) {
  useFocusBack();
  const { t } = useTranslation('days');
  const { t: tUi } = useTranslation('ui');
  const formats = useFormats();
  const language = useLanguage();
  const [text, setText] = useState('');
  const read = useMemo(() => parseTotals(text, language), [text, language]);
  const [stored, setStored] = useState(0);
  const action = useSendTotals(setStored);
  const counted = (count: number) => ({ count, n: formats.count(count) });
  const put = (value: string) => {
    action.reset();
    setText(value);
  };
  const send = () =>
    action.mutate(read, {
      onSuccess: ({ accepted, duplicates }) => {
        const known = duplicates > 0 ? ` ${t('totals.known', counted(duplicates))}` : '';
        onDone(t('totals.done', counted(accepted)) + known);
      },
    });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('totals.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      closeOnClickOutside={!action.isPending}
    >
      <div data-testid="totals-dialog">
        <p className={styles['text']}>{t('totals.text')}</p>
        <FileButton accept=".csv,.txt,.tsv,text/csv" onChange={(file) => void file?.text().then(put)}>
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<FileUp size={14} aria-hidden />}>
              {t('totals.choose')}
            </Button>
          )}
        </FileButton>
        <Textarea
          className={styles['cells'] ?? ''}
          label={t('totals.cells')}
          placeholder={t('totals.example')}
          value={text}
          onChange={(event) => put(event.currentTarget.value)}
          minRows={6}
          maxRows={12}
          autosize
          spellCheck={false}
          data-testid="totals-cells"
        />
        {text.trim() !== '' && <Findings read={read} />}
        {action.isError && stored > 0 && <p className={styles['problem']}>{t('totals.partly', counted(stored))}</p>}
        <Problem error={action.error} lineOf={(index) => read.totals[stored + index]?.line} />
        <div className={styles['actions']}>
          <Button variant="default" onClick={onClose} disabled={action.isPending}>
            {t('totals.keep')}
          </Button>
          <Button
            disabled={read.totals.length === 0 || read.faults.length > 0}
            loading={action.isPending}
            onClick={send}
            data-testid="totals-send"
          >
            {t('totals.send', counted(read.totals.length))}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Findings({ read: { missing, faults, totals } }: { read: ReadTotals }) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  if (missing.length > 0) {
    const columns = missing.map((column) => t(`totals.column.${column}`)).join(', ');
    return (
      <p role="alert" className={styles['problem']}>
        {t('totals.missing', { count: missing.length, columns })}
      </p>
    );
  }
  if (faults.length === 0) {
    return totals.length === 0 ? null : (
      <p className={styles['found']}>{t('totals.found', { count: totals.length, n: formats.count(totals.length) })}</p>
    );
  }
  return (
    <ul role="alert" className={styles['problem']}>
      {faults.slice(0, FAULTS_SHOWN).map(({ line, column, text }) => (
        <li key={line}>{t('totals.fault', { line, column: t(`totals.column.${column}`), text })}</li>
      ))}
      {faults.length > FAULTS_SHOWN && <li>{t('totals.more', { n: formats.count(faults.length - FAULTS_SHOWN) })}</li>}
    </ul>
  );
}

function useSendTotals(onStored: (count: number) => void) {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ totals }: ReadTotals) => {
      const all = totals.map(({ total }) => total);
      const post = (body: readonly TillTotal[]) =>
        apiRequest({ method: 'POST', path: '/api/till-totals', body, schema: tillTotalsResponseSchema });
      return sendTotals(all, { post, onStored });
    },
    onSettled: () => client.invalidateQueries({ queryKey: STORE_DAYS_KEY }),
  });
}
