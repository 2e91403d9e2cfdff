import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './block-dialog.module.css';
import type { JudgedBlock, RefusedText } from './block-entry.ts';
import type { PlanWords, Words } from '../sheet/plan-words.ts';

/** Refused texts shown one by one; of more, the number. */
const SHOWN = 8;

export interface AskedBlock {
  readonly how: 'paste' | 'fill' | 'enter';
  readonly judged: JudgedBlock;
  /** Rows and columns of the block that found no cell. */
  readonly overflow: { readonly rows: number; readonly columns: number };
  /** The same block laid over the cells that are no totals, where it fits. */
  readonly besideTotals: JudgedBlock | undefined;
}

interface Props {
  readonly asked: AskedBlock;
  readonly words: PlanWords;
  readonly addressOf: (position: RefusedText['position']) => string;
  readonly onWrite: (judged: JudgedBlock) => void;
  readonly onClose: () => void;
}

/** What a block would do, before it does it: how many values, what of it spreads, what is refused and why. */
export function BlockDialog({ asked, words, addressOf, onWrite, onClose }: Props) {
  const { t } = useTranslation('scenarios');
  const { t: tUi } = useTranslation('ui');
  const { how, judged, overflow, besideTotals } = asked;
  const { values, refused } = judged;
  const lines = summary(t, asked);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(`entry.block.title.${how}`, { count: values.length })}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      data-testid="block-dialog"
    >
      <ul className={styles['summary']}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {refused.length > 0 && (
        <table className={styles['refused']}>
          <caption>{t('entry.block.refused', { count: refused.length })}</caption>
          <tbody>
            {refused.slice(0, SHOWN).map(({ position, text, reason }) => (
              <tr key={`${position.row} ${position.column}`}>
                <th scope="row">{words.cell(addressOf(position))}</th>
                <td className={styles['given']}>{text}</td>
                <td>{reason.kind === 'locked' ? reason.why : t(`fault.${reason.fault}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {refused.length > SHOWN && (
        <p className={styles['more']}>{t('entry.block.more', { count: refused.length - SHOWN })}</p>
      )}
      {overflow.rows + overflow.columns > 0 && (
        <p className={styles['more']}>
          {t('entry.block.overflow', { rows: overflow.rows, columns: overflow.columns })}
        </p>
      )}
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={onClose} {...(values.length === 0 && { 'data-autofocus': true })}>
          {t('entry.block.cancel')}
        </Button>
        {besideTotals && (
          <Button variant="default" onClick={() => onWrite(besideTotals)} data-testid="block-beside">
            {t('entry.block.besideTotals', { count: besideTotals.values.length })}
          </Button>
        )}
        {values.length > 0 && (
          <Button onClick={() => onWrite(judged)} data-autofocus data-testid="block-write">
            {t(`entry.block.write.${how}`, { count: values.length })}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

function summary(t: Words, { judged }: AskedBlock): string[] {
  const totals = judged.values.filter(({ total }) => total).length;
  return [
    ...(judged.values.length > 0
      ? [t('entry.block.values', { count: judged.values.length })]
      : [t('entry.block.nothing')]),
    ...(totals > 0 ? [t('entry.block.totals', { count: totals })] : []),
    ...(judged.covered > 0 ? [t('entry.block.covered', { count: judged.covered })] : []),
    ...(judged.empty > 0 ? [t('entry.block.empty', { count: judged.empty })] : []),
  ];
}
