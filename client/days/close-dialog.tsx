import { Button, Modal } from '@mantine/core';
import { Check, Clock, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoreDay } from '../../shared/api/store-days.ts';
import { useFormats } from '../ui/use-formats.ts';
import { hasGap, isQuiet } from './day-groups.ts';
import { useDayAction } from './day-queries.ts';
import styles from './dialog.module.css';
import { Problem } from './problem.tsx';
import { useFocusBack } from '../ui/use-focus-back.ts';

interface Props {
  days: readonly StoreDay[];
  onClose: () => void;
  onDone: (days: readonly StoreDay[]) => void;
}

/** Says what closing means, and what speaks against it, before it is done. */
export function CloseDialog({ days, onClose, onDone }: Props) {
  useFocusBack();
  const { t } = useTranslation('days');
  const { t: tUi } = useTranslation('ui');
  const formats = useFormats();
  const action = useDayAction();
  const counted = (count: number) => ({ count, n: formats.count(count) });
  const count = {
    gaps: days.filter(hasGap).length,
    withoutTill: days.filter((item) => item.tillTotals === 0 && !isQuiet(item)).length,
    today: days.filter(({ today }) => today).length,
  };
  const matching = days.every(({ gap }) => gap === 0);
  const warnings = (['today', 'gaps', 'withoutTill'] as const).filter((kind) => count[kind] > 0);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('close.title', counted(days.length))}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      closeOnClickOutside={!action.isPending}
    >
      <div data-testid="close-dialog">
        <ul className={styles['facts']}>
          {matching && <Fact icon={Check}>{t('close.matching')}</Fact>}
          {warnings.map((kind) => (
            <Fact key={kind} icon={kind === 'today' ? Clock : TriangleAlert} warning>
              {t(`close.${kind}`, counted(count[kind]))}
            </Fact>
          ))}
        </ul>
        <p className={styles['text']}>{t('close.text')}</p>
        <Problem error={action.error} />
        <div className={styles['actions']}>
          <Button variant="default" onClick={onClose} disabled={action.isPending} data-autofocus>
            {t('close.keep')}
          </Button>
          <Button
            loading={action.isPending}
            onClick={() => action.mutate({ action: { kind: 'close' }, days }, { onSuccess: onDone })}
            data-testid="close-confirm"
          >
            {t('close.action')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Fact({ icon: Icon, warning = false, children }: { icon: LucideIcon; warning?: boolean; children: string }) {
  return (
    <li data-warning={warning}>
      <Icon size={15} aria-hidden /> {children}
    </li>
  );
}
