import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { dateText } from '../../shared/calendar/date-text.ts';
import { failureOf } from '../api/api-error.ts';
import styles from './action-bar.module.css';

const detailsSchema = z.object({ days: z.array(z.object({ store: z.string(), day: z.string() })) });
const NAMED = 3;

/** `M001 20/11/2026, M002 20/11/2026, …` */
function daysIn(details: unknown): string {
  const days = detailsSchema.safeParse(details).data?.days ?? [];
  const named = days.slice(0, NAMED).map(({ store, day }) => `${store} ${dateText(day)}`);
  return [...named, ...(days.length > NAMED ? ['…'] : [])].join(', ');
}

/** Why a button had no effect. */
export function ActionProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('imports');
  const failure = failureOf(error);
  const text = (() => {
    if (failure?.kind === 'network') return t('actionError.network');
    if (failure?.kind !== 'refused') return t('actionError.other', { code: failure?.kind ?? 'unknown' });
    if (failure.status === 401) return t('actionError.session');
    if (failure.code === 'wrong_status') return t('actionError.wrong_status');
    if (failure.status === 403) return t('actionError.rights');
    if (failure.code === 'day_closed') return t('actionError.day_closed', { days: daysIn(failure.details) });
    if (failure.status === 409) return t('actionError.conflict');
    if (failure.status === 422 || failure.status === 400) return t('actionError.mapping');
    return t('actionError.other', { code: failure.code });
  })();
  return (
    <p role="alert" className={styles['problem']} data-testid="action-problem">
      {text}
    </p>
  );
}
