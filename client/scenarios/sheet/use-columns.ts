import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import { LOCALE_TAGS } from '../../../shared/numbers/locale.ts';
import { planColumns } from './plan-columns.ts';
import type { Words } from './plan-words.ts';
import type { GridColumn } from '../../grid/grid-props.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

const MONTH_MIN_PX = 72;
const TOTAL_MIN_PX = 84;
/** A digit of the grid's type, semibold, and what stands beside the figure. */
const DIGIT_PX = 7.8;
const PADDING_PX = 24;
const TREE_PX = 256;
const TREE_NARROW_PX = 148;

export interface Columns {
  readonly columns: readonly GridColumn[];
  readonly treeWidth: number;
  /** « janv. » for 1. */
  readonly monthName: (month: number) => string;
  readonly toggle: (quarter: string, open: boolean) => void;
  /** Opens the quarter that hides a month. */
  readonly reveal: (month: string) => void;
}

/** Length in characters of the widest figures there are. */
export interface Widest {
  readonly month: number;
  readonly total: number;
}

/** The periods shown; on a phone quarters start closed. */
export function useColumns(hierarchy: Hierarchy, t: Words, locale: Locale, widest: Widest): Columns {
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const quarters = hierarchy.periods.slice(1, 5);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(narrow ? quarters : []));
  const monthName = useMemo(() => {
    const months = new Intl.DateTimeFormat(LOCALE_TAGS[locale], { month: 'short', timeZone: 'UTC' });
    return (month: number) => months.format(Date.UTC(hierarchy.year, month - 1));
  }, [hierarchy, locale]);
  const columns = useMemo(() => {
    const names = {
      month: monthName,
      quarter: (quarter: number) => t('gridLabels.quarter', { quarter }),
    };
    return planColumns(hierarchy, closed, names, {
      month: Math.max(MONTH_MIN_PX, Math.ceil(widest.month * DIGIT_PX) + PADDING_PX),
      total: Math.max(TOTAL_MIN_PX, Math.ceil(widest.total * DIGIT_PX) + PADDING_PX),
      pinYear: !narrow,
    });
  }, [hierarchy, closed, narrow, t, monthName, widest.month, widest.total]);
  const toggle = useCallback(
    (quarter: string, open: boolean) =>
      setClosed((before) => {
        const next = new Set(before);
        if (open) next.delete(quarter);
        else next.add(quarter);
        return next;
      }),
    [],
  );
  const reveal = useCallback(
    (month: string) => {
      const quarter = Math.floor((hierarchy.periods.indexOf(month) - 5) / 3);
      toggle(hierarchy.periods[1 + quarter] ?? '', true);
    },
    [hierarchy, toggle],
  );
  return { columns, treeWidth: narrow ? TREE_NARROW_PX : TREE_PX, monthName, toggle, reveal };
}
