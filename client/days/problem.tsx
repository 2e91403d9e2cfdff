import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { failureOf } from '../api/api-error.ts';
import styles from './dialog.module.css';

const detailsSchema = z.array(z.object({ index: z.number().optional(), code: z.string() }));
const CODES = [
  'opened_meanwhile',
  'unknown_store',
  'day_ahead',
  'till_total_conflict',
  'till_total_changed',
  'day_closed',
  'invalid',
] as const;
type Code = (typeof CODES)[number];
const isCode = (code: string): code is Code => CODES.some((known) => known === code);
const LINES_SHOWN = 8;

interface Props {
  error: unknown;
  /** Where what was sent at a position stands, for whom sent lines. */
  lineOf?: (index: number) => number | undefined;
}

/** Why a button had no effect. */
export function Problem({ error, lineOf }: Props) {
  const { t } = useTranslation('days');
  if (error === null) return null;
  const failure = failureOf(error);
  const details = failure?.kind === 'refused' ? (detailsSchema.safeParse(failure.details).data ?? []) : [];
  const text = (() => {
    if (failure?.kind === 'network') return t('problem.network');
    if (failure?.kind !== 'refused') return t('problem.other', { code: failure?.kind ?? 'unknown' });
    if (failure.status === 401) return t('problem.session');
    if (failure.status === 403) return t('problem.rights');
    const code = failure.code === 'invalid' ? (details[0]?.code ?? 'invalid') : failure.code;
    if (isCode(code)) return t(`problem.${code}`);
    return failure.code === 'invalid' ? t('problem.invalid') : t('problem.other', { code: failure.code });
  })();
  const lines = details.flatMap(({ index }) => (index === undefined ? [] : (lineOf?.(index) ?? [])));
  const shown = lines.slice(0, LINES_SHOWN).join(', ') + (lines.length > LINES_SHOWN ? '…' : '');
  return (
    <p role="alert" className={styles['problem']} data-testid="days-problem">
      {text}
      {lines.length > 0 && ` ${t('problem.lines', { count: lines.length, lines: shown })}`}
    </p>
  );
}
