import { CloseButton } from '@mantine/core';
import { Info } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SIEGE } from '../../../shared/hierarchy/sheet.ts';
import { numberFormats } from '../../../shared/numbers/format-number.ts';
import styles from '../origins/origins.module.css';
import { useStore } from './use-plan-version.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { PlanSession } from './plan-session.ts';
import type { Sheets } from './sheet-access.ts';

interface Props {
  readonly session: PlanSession;
  readonly sheets: Sheets;
  readonly explainer: Explainer;
}

/** Before a sheet takes no more: how far it is, and how to go on. Told to whoever may write there, until it is closed. */
export function CrowdedNotice({ session, sheets, explainer: { words, locale } }: Props) {
  const { t } = useTranslation('scenarios');
  const crowded = useStore(session.crowded);
  const [closed, setClosed] = useState(false);
  const { count } = numberFormats(locale);
  const concerned = crowded.filter(({ sheet }) => sheets.some(({ id, access }) => id === sheet && access === 'write'));
  if (closed || concerned.length === 0) return null;
  return (
    <output className={styles['notice']} data-testid="crowded">
      <Info size={16} aria-hidden className={styles['icon']} />
      <span className={styles['told']}>
        {concerned.map(({ sheet, kind, used, limit }) => (
          <span key={sheet}>
            {t(`crowded.${kind}`, {
              name: words.row(sheet === SIEGE ? '*|*' : `R:${sheet}|*`),
              used: count(used),
              limit: count(limit),
            })}{' '}
          </span>
        ))}
        {t('crowded.text')}
      </span>
      <CloseButton size="sm" aria-label={t('refused.close')} onClick={() => setClosed(true)} />
    </output>
  );
}
