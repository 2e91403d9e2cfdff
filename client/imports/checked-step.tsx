import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { dateText } from '../../shared/calendar/date-text.ts';
import { useFormats } from '../ui/use-formats.ts';
import styles from './checked-step.module.css';
import { Created } from './created.tsx';
import { DayBars } from './day-bars.tsx';
import { Facts } from './facts.tsx';
import { Reasons } from './reasons.tsx';
import { nothingKey } from './nothing-key.ts';
import { RowSplit } from './row-split.tsx';
import type { StepState } from './steps.ts';
import type { Editing } from './use-draft.ts';

interface Props {
  item: Import;
  state: StepState;
  editing: Editing | null;
}

/** What the file would change, or has changed: every line counted once, what is created, what is refused and why. */
export function CheckedStep({ item, state, editing }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  if (state !== 'done') {
    const text = state === 'running' ? 'running' : state === 'waiting' ? 'waiting' : 'never';
    return <p className={styles['note']}>{t(`checked.${text}`)}</p>;
  }
  const { effect, reasons = [] } = item;
  const over = item.status === 'done' || item.status === 'reverted';
  return (
    <>
      <RowSplit item={item} />
      {item.accepted === 0 && <p className={styles['nothing']}>{t(over ? 'checked.nothingDone' : nothingKey(item))}</p>}
      <Facts
        facts={[
          { label: t('checked.units'), value: <Figure>{formats.count(item.units)}</Figure> },
          { label: t('checked.amount'), value: <Figure>{formats.money(item.amount)}</Figure> },
          ...(effect?.firstDay === undefined || effect.lastDay === undefined
            ? []
            : [
                {
                  label: t('checked.period'),
                  value: (
                    <Figure>
                      {t('checked.periodText', { first: dateText(effect.firstDay), last: dateText(effect.lastDay) })}
                    </Figure>
                  ),
                },
              ]),
        ]}
      />
      {effect !== undefined && item.accepted > 0 && <Created effect={effect} status={item.status} />}
      {(reasons.length > 0 || item.rejected > 0) && <Reasons item={item} reasons={reasons} editing={editing} />}
      {effect !== undefined && effect.days.length > 0 && <DayBars days={effect.days} />}
    </>
  );
}

function Figure({ children }: { children: string }) {
  return <span className={styles['figure']}>{children}</span>;
}
