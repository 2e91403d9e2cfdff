import { Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PERIODS } from '../../../shared/hierarchy/hierarchy.ts';
import { ApiError } from '../../api/api-error.ts';
import { cellAddress } from '../sheet/plan-rows.ts';
import { measureUnit } from '../sheet/measure-format.ts';
import { useAnswer } from '../engine/use-answer.ts';
import styles from './comparison.module.css';
import { GapTable } from './gap-table.tsx';
import { gapOf, sortGaps } from './gaps.ts';
import { referenceValues } from './reference.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { GapOrder } from './gaps.ts';
import type { Source } from './use-sources.ts';

interface Props {
  readonly context: PanelContext;
  readonly source: Source;
  readonly orgs: readonly string[];
  readonly category: string;
  /** Index of a period node. */
  readonly period: number;
}

/** Reads both sides, the whole first; again after every change of the plan. */
export function GapList({ context, source, orgs, category, period }: Props) {
  const { t } = useTranslation('scenarios');
  const { session, option, goTo } = context;
  const queries = useQueryClient();
  const { periods } = session.plan.hierarchy;
  const [order, setOrder] = useState<GapOrder>('gap');
  const rows = useMemo(() => ['*', ...orgs].map((org) => `${org}|${category}`), [orgs, category]);
  const ask = useCallback(async () => {
    try {
      const [plan, reference] = await Promise.all([
        session.engine.values(option.id, rows),
        referenceValues(queries, session, source.reference, option.id, rows),
      ]);
      return { plan, reference };
    } catch (error) {
      // Whatever the server refuses may succeed at the next change; another hierarchy stays one.
      if (error instanceof ApiError) throw error;
      return undefined;
    }
  }, [queries, session, option, rows, source]);
  const answer = useAnswer(session, ask);
  const rate = measureUnit(option.measure) === '%';
  const gaps = useMemo(() => {
    if (answer.kind !== 'known' || !answer.value) return [];
    const { plan, reference } = answer.value;
    return rows.map((row, index) => {
      const at = index * PERIODS + period;
      return gapOf({ row, plan: plan[at] ?? null, reference: reference?.[at] ?? null }, rate);
    });
  }, [answer, rows, period, rate]);
  const [whole, ...parts] = gaps;

  if (answer.kind === 'loading') return <Skeleton height={160} aria-label={t('comparison.loading')} />;
  if (answer.kind === 'failed') return <p role="alert">{t('comparison.failed')}</p>;
  if (!whole) return <p className={styles['quiet']}>{t('comparison.otherTree', { name: source.label })}</p>;
  return (
    <GapTable
      context={context}
      whole={whole}
      gaps={sortGaps(parts, order)}
      order={order}
      reference={source.label}
      period={period}
      onSort={setOrder}
      onGoTo={(row) => goTo(cellAddress(option.id, row, periods[period] ?? ''))}
    />
  );
}
